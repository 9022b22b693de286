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
    private readonly Tensor? _averages; // of the weights; null where none are wanted

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
        _averages = options.AverageDecay > 0 ? zeros(new long[] { _places[^1] }, float32, device) : null;
    }

    /// <summary>Steps made so far.</summary>
    public long StepCount { get; set; }

    /// <summary>What gradients are wanted of, in the order of <see cref="Update"/>.</summary>
    public Tensor[] Trained => [.. _parameters.Skip(_firstTrained).SelectMany(parameter => parameter.Leaves)];

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

        // The average is young in the first steps, as in the managed engine.
        var fresh = 1 - Math.Min(_options.AverageDecay, StepCount / (StepCount + 10.0));
        _averages?.narrow(0, first, count).mul_(1 - fresh).add_(values, fresh);

        for (var i = _firstTrained; i < _parameters.Count; i++)
        {
            _parameters[i].Set(values.narrow(0, _places[i] - first, _parameters[i].Count));
        }
    }

    /// <summary>Gradients by parameter, each one value after the other.</summary>
    /// <param name="gradients">The gradients of <see cref="Trained"/>.</param>
    public IEnumerable<(TorchParameter Parameter, Tensor Gradient)> ByParameter(IList<Tensor> gradients)
    {
        var place = 0;
        foreach (var parameter in _parameters.Skip(_firstTrained))
        {
            var count = parameter.Leaves.Length;
            yield return (parameter, parameter.Flat([.. gradients.Skip(place).Take(count)]));
            place += count;
        }
    }

    /// <summary>The state by the names that checkpoints have for it.</summary>
    public IEnumerable<NamedTensor> ExportState() =>
    [
        .. Export(CheckpointNames.MeanPrefix, _means),
        .. Export(CheckpointNames.SquarePrefix, _squares),
        .. _averages is null ? [] : Export(CheckpointNames.AveragePrefix, _averages),
        CheckpointNames.StepTensor(StepCount),
    ];

    /// <summary>The weights to read with, by name: their moving averages where these are wanted and there are some yet.</summary>
    public IReadOnlyList<NamedTensor> ExportWeights()
    {
        if (_averages is null || StepCount == 0)
        {
            return [.. _parameters.Select(parameter => parameter.Export())];
        }

        using var scope = NewDisposeScope();
        return [.. _parameters.Select((parameter, i) => i < _firstTrained
            ? parameter.Export() // what is frozen is its own average
            : parameter.Export(parameter.Name, _averages.narrow(0, _places[i], parameter.Count)))];
    }

    /// <summary>Sets the state.</summary>
    /// <param name="found">The tensors to take it from.</param>
    /// <exception cref="RecognitionException">A tensor is missing or has another shape.</exception>
    public void Import(TensorsByName found)
    {
        var step = CheckpointNames.TakeStep(found);
        Import(found, CheckpointNames.MeanPrefix, _means);
        Import(found, CheckpointNames.SquarePrefix, _squares);
        if (_averages is not null)
        {
            Import(found, CheckpointNames.AveragePrefix, _averages);
        }

        StepCount = step;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _means.Dispose();
        _squares.Dispose();
        _averages?.Dispose();
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

    private Tensor[] Flat(IList<Tensor> leaves) => [.. ByParameter(leaves).Select(pair => pair.Gradient)];

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
