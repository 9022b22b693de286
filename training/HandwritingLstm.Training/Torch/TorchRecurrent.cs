using HandwritingLstm.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace HandwritingLstm.Training.Torch;

/// <summary>A recurrent layer along the columns, or along the rows or columns of an image.</summary>
/// <param name="spec">The description.</param>
/// <param name="walk">What walks; the layer owns it.</param>
internal sealed class TorchRecurrent(RecurrentSpec spec, TorchWalk walk) : TorchLayer
{
    /// <inheritdoc/>
    public override IReadOnlyList<TorchParameter> Parameters => walk.Parameters;

    /// <inheritdoc/>
    public override TorchLines Forward(TorchLines lines, bool training) =>
        lines.With(spec.Axis == RecurrentAxis.X ? AlongX(lines) : AlongY(lines));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        walk.Dispose();
    }

    // Every row is a sequence: [B, C, H, W] → [W, B·H, C].
    private Tensor AlongX(TorchLines lines)
    {
        var (batch, channels, height, width) = SizesOf(lines.Values);
        var steps = lines.Values.permute(3, 0, 2, 1).reshape(width, batch * height, channels);
        long[]? lengths = lines.Mask is null ? null : [.. lines.Widths.SelectMany(columns => Enumerable.Repeat((long)columns, (int)height))];
        var mask = lines.Mask is null || height == 1 ? lines.Mask : lines.Mask * ones(new[] { 1, 1, height, 1 }, float32, lines.Values.device);
        var outputs = walk.Walk(steps, lengths, mask?.permute(3, 0, 2, 1).reshape(width, batch * height, 1));
        return outputs.view(width, batch, height, -1).permute(1, 3, 2, 0);
    }

    // Every column is a sequence, those of the padding too: [B, C, H, W] → [H, B·W, C].
    private Tensor AlongY(TorchLines lines)
    {
        var (batch, channels, height, width) = SizesOf(lines.Values);
        var outputs = walk.Walk(lines.Values.permute(2, 0, 3, 1).reshape(height, batch * width, channels), null, null);
        if (spec.Summarize)
        {
            outputs = Last(outputs, height - 1).unsqueeze(0);
        }

        var maps = outputs.view(spec.Summarize ? 1 : height, batch, width, -1).permute(1, 3, 0, 2);
        return lines.Mask is null ? maps : maps * lines.Mask;
    }

    // Where each direction ends.
    private Tensor Last(Tensor outputs, long bottom) => spec.Direction switch
    {
        RecurrentDirection.Forward => outputs.select(0, bottom),
        RecurrentDirection.Reverse => outputs.select(0, 0),
        _ => torch.cat(
            new[] { outputs.select(0, bottom).narrow(1, 0, spec.Units), outputs.select(0, 0).narrow(1, spec.Units, spec.Units) }, 1),
    };

    private static (long Batch, long Channels, long Height, long Width) SizesOf(Tensor values) =>
        values.shape is [var batch, var channels, var height, var width]
            ? (batch, channels, height, width)
            : throw new InvalidOperationException("Lines are [B, C, H, W].");
}
