using HandwritingLstm.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace HandwritingLstm.Training.Torch;

/// <summary>The pixels of a window become channels: [B, C, H, W] → [B, y·x·C, ⌈H/y⌉, ⌈W/x⌉]; incomplete windows are continued with zeros.</summary>
internal sealed class TorchWindows(WindowSpec spec) : TorchLayer
{
    /// <inheritdoc/>
    public override TorchLines Forward(TorchLines lines, bool training)
    {
        var values = Completed(Completed(lines.Values, 2, spec.Height), 3, spec.Width);
        var shape = values.shape;
        var (batch, channels, rows, columns) = (shape[0], shape[1], shape[2] / spec.Height, shape[3] / spec.Width);
        var windows = values.view(batch, channels, rows, spec.Height, columns, spec.Width)
            .permute(0, 3, 5, 1, 2, 4)
            .reshape(batch, spec.Height * spec.Width * channels, rows, columns);
        return lines.Next(windows, Array.ConvertAll(lines.Widths, spec.ColumnsAfter));
    }

    // Zeros behind a dimension, until windows fill it.
    private static Tensor Completed(Tensor values, int dimension, int window)
    {
        var shape = values.shape;
        var missing = (window - (shape[dimension] % window)) % window;
        if (missing == 0)
        {
            return values.contiguous();
        }

        shape[dimension] = missing;
        return torch.cat(new[] { values, zeros(shape, float32, values.device) }, dimension);
    }
}
