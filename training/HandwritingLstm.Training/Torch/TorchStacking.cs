namespace HandwritingLstm.Training.Torch;

/// <summary>The rows become channels, row after row: [B, C, H, W] → [B, H·C, 1, W].</summary>
internal sealed class TorchStacking : TorchLayer
{
    /// <inheritdoc/>
    public override TorchLines Forward(TorchLines lines, bool training)
    {
        var shape = lines.Values.shape;
        return lines.With(lines.Values.permute(0, 2, 1, 3).reshape(shape[0], shape[1] * shape[2], 1, shape[3]));
    }
}
