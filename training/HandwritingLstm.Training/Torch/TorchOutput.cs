using TorchSharp;
using static TorchSharp.torch;

namespace HandwritingLstm.Training.Torch;

/// <summary>The linear output layer and log-softmax.</summary>
internal sealed class TorchOutput : IDisposable
{
    private readonly TorchParameter _weight;
    private readonly TorchParameter _bias;

    /// <summary>Builds the layer.</summary>
    /// <param name="name">Before the names of the parameters.</param>
    /// <param name="labelCount">Labels K, blank included.</param>
    /// <param name="inputs">Channels of a column.</param>
    /// <param name="device">Where it lies.</param>
    public TorchOutput(string name, int labelCount, int inputs, Device device)
    {
        _weight = TorchParameter.Trained($"{name}.linear.weight", [labelCount, inputs], device);
        _bias = TorchParameter.Trained($"{name}.linear.bias", [labelCount], device);
    }

    /// <summary>What is trained.</summary>
    public IReadOnlyList<TorchParameter> Parameters => [_weight, _bias];

    /// <summary>Natural-log probabilities, shape [T, B, K]; those of padding columns mean nothing.</summary>
    public TorchScores Forward(TorchLines lines)
    {
        var columns = lines.Values.squeeze(2).permute(2, 0, 1); // [T, B, C]
        return new TorchScores(torch.nn.functional.log_softmax(torch.nn.functional.linear(columns, _weight.Value, _bias.Value), 2), lines.Widths);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _weight.Dispose();
        _bias.Dispose();
    }
}
