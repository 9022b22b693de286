using HandwritingLstm.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace HandwritingLstm.Training.Torch;

/// <summary>AdamW over all trained parameters at once, with the clipping and the order of operations of the managed engine.</summary>
/// <remarks>
/// Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019, algorithm 2. The parameters lie one after the
/// other in one tensor, so that a step is a dozen operations and not a dozen for each of them; and the moments can be
/// exchanged with the managed engine, which those of torch's own optimiser cannot.
/// </remarks>
internal sealed class TorchAdamW : IDisposable
{
    private readonly TrainingOptions _options;
    private readonly IReadOnlyList<TorchParameter> _parameters;
    private readonly int _firstTrained; // the parameters before it are frozen
    private readonly int[] _places; // of the parameters in the flat tensors
    private readonly Tensor _means;
    private readonly Tensor _squares;

    /// <summary>An optimiser that has made no step yet.</summary>
    /// <param name="parameters">All parameters of the network.</param>
    /// <param name="options">The coefficients.</param>
    /// <param name="device">Where the parameters lie.</param>
    public TorchAdamW(IReadOnlyList<TorchParameter> parameters, TrainingOptions options, Device device)
    {
        _options = options;
        _parameters = parameters;
        _firstTrained = FirstTrained(parameters, options.FrozenLayers);
        _places = new int[parameters.Count + 1];
        for (var i = 0; i < parameters.Count; i++)
        {
            _places[i + 1] = _places[i] + parameters[i].Count;
        }

        _means = zeros(new long[] { _places[^1] }, float32, device);
        _squares = zeros(new long[] { _places[^1] }, float32, device);
    }

    /// <summary>Steps made so far.</summary>
    public long StepCount { get; set; }

    /// <summary>What gradients are wanted of, in the order of <see cref="Update"/>.</summary>
    public Tensor[] Trained => [.. _parameters.Skip(_firstTrained).Select(parameter => parameter.Value)];

    /// <summary>One step.</summary>
    /// <param name="gradients">The gradients of <see cref="Trained"/>.</param>
    /// <param name="learningRate">The learning rate of this step.</param>
    public void Update(IList<Tensor> gradients, float learningRate)
    {
        StepCount++;
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var first = _places[_firstTrained];
        var count = _places[^1] - first;
        var means = _means.narrow(0, first, count);
        var squares = _squares.narrow(0, first, count);
        var values = torch.cat(Flat(Trained), 0);
        var gradient = torch.cat(Flat(gradients), 0);

        // Nothing is brought to the processor: a GPU would stand still meanwhile.
        var clip = (gradient.norm() + 1e-6).reciprocal().mul(_options.ClipNorm); // torch's ε
        gradient.mul_(clip.clamp(max: (Scalar)1));
        means.mul_(_options.Beta1).add_(gradient, 1 - _options.Beta1);
        squares.mul_(_options.Beta2).addcmul_(gradient, gradient, 1 - _options.Beta2);
        values.mul_(1 - (learningRate * _options.WeightDecay));
        var root = squares.sqrt().mul_(1 / Math.Sqrt(1 - Math.Pow(_options.Beta2, StepCount))).add_(_options.Epsilon);
        values.addcdiv_(means, root, -learningRate / (1 - Math.Pow(_options.Beta1, StepCount)));

        for (var i = _firstTrained; i < _parameters.Count; i++)
        {
            var parameter = _parameters[i];
            parameter.Value.copy_(values.narrow(0, _places[i] - first, parameter.Count).view(Array.ConvertAll(parameter.Shape, size => (long)size)));
        }
    }

    /// <summary>The moments by name.</summary>
    /// <param name="meanPrefix">Before the names of the means.</param>
    /// <param name="squarePrefix">Before the names of the squares.</param>
    public IEnumerable<NamedTensor> Export(string meanPrefix, string squarePrefix) =>
        Export(meanPrefix, _means).Concat(Export(squarePrefix, _squares));

    /// <summary>Sets the moments.</summary>
    /// <param name="found">The tensors to take them from.</param>
    /// <param name="meanPrefix">Before the names of the means.</param>
    /// <param name="squarePrefix">Before the names of the squares.</param>
    /// <exception cref="RecognitionException">A tensor is missing or has another shape.</exception>
    public void Import(TensorsByName found, string meanPrefix, string squarePrefix)
    {
        Import(found, meanPrefix, _means);
        Import(found, squarePrefix, _squares);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _means.Dispose();
        _squares.Dispose();
    }

    // As in the managed engine: the parameters of the first layers, and what stands before the last of these.
    private static int FirstTrained(IReadOnlyList<TorchParameter> parameters, int frozenLayers)
    {
        var first = 0;
        for (var i = 0; i < parameters.Count; i++)
        {
            var name = parameters[i].Name;
            if (int.TryParse(name.AsSpan(0, name.IndexOf('.', StringComparison.Ordinal)), System.Globalization.CultureInfo.InvariantCulture, out var layer)
                && layer < frozenLayers)
            {
                first = i + 1;
            }
        }

        return first;
    }

    private static Tensor[] Flat(IEnumerable<Tensor> tensors) => [.. tensors.Select(tensor => tensor.reshape(-1))];

    private List<NamedTensor> Export(string prefix, Tensor moments)
    {
        using var scope = NewDisposeScope();
        return [.. _parameters.Select((parameter, i) => parameter.Export(prefix + parameter.Name, moments.narrow(0, _places[i], parameter.Count)))];
    }

    private void Import(TensorsByName found, string prefix, Tensor moments)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        for (var i = 0; i < _parameters.Count; i++)
        {
            var values = found.Take(prefix + _parameters[i].Name, _parameters[i].Shape);
            moments.narrow(0, _places[i], values.Length).copy_(tensor(values, new long[] { values.Length }));
        }
    }
}
