using HandwritingLstm.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace HandwritingLstm.Training.Torch;

/// <summary>The rows collapse to their maximum, their mean, or both: [B, C, H, W] → [B, C or 2C, 1, W].</summary>
internal sealed class TorchCollapse(HeightCollapseSpec spec) : TorchLayer
{
    private static readonly long[] _rows = [2];

    /// <inheritdoc/>
    public override TorchLines Forward(TorchLines lines, bool training) => lines.With(spec.Collapse switch
    {
        HeightCollapse.Maximum => Maxima(lines.Values),
        HeightCollapse.Mean => Means(lines.Values),
        _ => torch.cat(new[] { Maxima(lines.Values), Means(lines.Values) }, 1),
    });

    private static Tensor Maxima(Tensor values) => values.max(2, true).values;

    private static Tensor Means(Tensor values) => values.mean(_rows, true);
}
