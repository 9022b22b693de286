namespace HandwritingLstm.Training.Torch;

/// <summary>max(0, x), which leaves the padding 0.</summary>
internal sealed class TorchRectifier : TorchLayer
{
    /// <inheritdoc/>
    public override TorchLines Forward(TorchLines lines, bool training) => lines.With(lines.Values.relu());
}
