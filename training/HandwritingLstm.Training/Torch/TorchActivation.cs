using HandwritingLstm.Network;

namespace HandwritingLstm.Training.Torch;

/// <summary>The activation behind a convolution, max(0, x) or the hyperbolic tangent; both leave the padding 0.</summary>
internal sealed class TorchActivation(Activation activation) : TorchLayer
{
    /// <inheritdoc/>
    public override TorchLines Forward(TorchLines lines, bool training) =>
        lines.With(activation == Activation.Tanh ? lines.Values.tanh() : lines.Values.relu());
}
