using HandwritingLstm.Network;
using TorchSharp;

namespace HandwritingLstm.Training.Torch;

/// <summary>Max pooling; an incomplete window at a line's end is dropped, as if the line were alone.</summary>
internal sealed class TorchPooling(MaxPoolingSpec spec) : TorchLayer
{
    /// <inheritdoc/>
    public override TorchLines Forward(TorchLines lines, bool training) => lines.Next(
        torch.nn.functional.max_pool2d(lines.Values, new long[] { spec.Height, spec.Width }, new long[] { spec.StrideY, spec.StrideX }),
        Array.ConvertAll(lines.Widths, spec.ColumnsAfter));
}
