using TorchSharp;
using static TorchSharp.torch;

namespace HandwritingLstm.Training.Torch;

/// <summary>Batch normalisation over the real columns of a padded batch.</summary>
/// <remarks>Ioffe and Szegedy, "Batch Normalization", ICML 2015, section 3 and algorithm 1.</remarks>
internal sealed class TorchBatchNorm : TorchLayer
{
    private const double Epsilon = 1e-5; // as in the managed engine
    private const double Momentum = 0.1;

    private static readonly long[] _allButChannels = [0, 2, 3];

    private readonly TorchParameter _gamma;
    private readonly TorchParameter _beta;
    private readonly TorchParameter _mean;
    private readonly TorchParameter _variance;

    /// <summary>Builds the layer.</summary>
    public TorchBatchNorm(int index, int channels, Device device)
    {
        _gamma = TorchParameter.Trained($"{index}.bn.weight", [channels], device);
        _beta = TorchParameter.Trained($"{index}.bn.bias", [channels], device);
        _mean = TorchParameter.Running($"{index}.bn.running_mean", [channels], 0, device);
        _variance = TorchParameter.Running($"{index}.bn.running_var", [channels], 1, device);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TorchParameter> Parameters => [_gamma, _beta];

    /// <inheritdoc/>
    public override IReadOnlyList<TorchParameter> Buffers => [_mean, _variance];

    /// <inheritdoc/>
    public override TorchLines Forward(TorchLines lines, bool training)
    {
        if (training && lines.Mask is { } mask)
        {
            return lines.With(NormalizeMasked(lines, mask));
        }

        // Without padding, and with running statistics, torch's own.
        var normalized = torch.nn.functional.batch_norm(
            lines.Values, _mean.Value, _variance.Value, _gamma.Value, _beta.Value, training, Momentum, Epsilon);
        return lines.Next(normalized, lines.Widths);
    }

    private Tensor NormalizeMasked(TorchLines lines, Tensor mask)
    {
        var pixels = (double)lines.ColumnCount * lines.Values.shape[2];
        var mean = lines.Values.sum(_allButChannels, true) * (1 / pixels); // [1, C, 1, 1]; padding is 0
        var centred = (lines.Values - mean) * mask;
        var variance = (centred * centred).sum(_allButChannels, true) * (1 / pixels);
        var scale = (variance + Epsilon).rsqrt() * _gamma.Value.view(1, -1, 1, 1);
        Move(mean, variance * (pixels / Math.Max(1, pixels - 1)));

        // β only where there are real columns, so that padding stays 0.
        return (centred * scale) + (_beta.Value.view(1, -1, 1, 1) * mask);
    }

    private void Move(Tensor mean, Tensor variance)
    {
        using var _ = no_grad();
        _mean.Value.mul_(1 - Momentum).add_(mean.detach().view(-1), Momentum);
        _variance.Value.mul_(1 - Momentum).add_(variance.detach().view(-1), Momentum);
    }
}
