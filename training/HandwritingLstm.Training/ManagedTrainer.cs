using HandwritingLstm.Imaging;
using HandwritingLstm.Network;

namespace HandwritingLstm.Training;

/// <summary>Trains on the CPU with the managed engine.</summary>
public sealed unsafe class ManagedTrainer : ILineTrainer
{
    private readonly TrainingOptions _options;
    private readonly AdamW _optimiser;
    private bool _isAveraged; // whether the network has the averages now, and the optimiser the weights

    /// <summary>Builds the network with fresh weights, and its optimiser.</summary>
    /// <param name="spec">The network.</param>
    /// <param name="options">Optimiser, seed and threads.</param>
    /// <exception cref="RecognitionException">The network has a layer that the managed engine lacks.</exception>
    public ManagedTrainer(NetworkSpec spec, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        Network = new LineNetwork(spec, options.Seed, options.Threads, new EngineOptions { ShortcutWeight = options.ShortcutWeight, ConsistencyWeight = options.ConsistencyWeight });
        _optimiser = new AdamW(Network.Parameters, options, Network.ThreadCount, Network.RunOnTeam);
    }

    /// <inheritdoc/>
    public LineNetwork Network { get; }

    /// <inheritdoc/>
    public long StepCount => _optimiser.StepCount;

    /// <inheritdoc/>
    public float TrainStep(IReadOnlyList<ColumnSequence> lines, IReadOnlyList<int[]> labels, float learningRate, float dropoutStrength = 1)
    {
        Show(averages: false);

        // Dropout is a function of seed and step alone, so a resumed run draws what an unbroken one would.
        var seed = ((ulong)(uint)_options.Seed << 40) ^ (ulong)StepCount;
        var loss = (float)Network.ComputeGradients(lines, labels, seed, dropoutStrength);
        if (float.IsFinite(loss))
        {
            _ = _optimiser.Update(learningRate);
        }

        return loss;
    }

    /// <inheritdoc/>
    public void ImportWeights(IReadOnlyList<NamedTensor> weights)
    {
        Show(averages: false);
        Network.ImportTensors(weights);
    }

    /// <inheritdoc/>
    public void Synchronize() => Show(averages: _options.AverageDecay > 0 && StepCount > 0);

    /// <inheritdoc/>
    public IReadOnlyList<NamedTensor> ExportState()
    {
        Show(averages: false);
        return
        [
            .. Network.ExportState(),
            .. Network.Parameters.Parameters.Select(parameter => parameter.Export(CheckpointNames.MeanPrefix + parameter.Name, _optimiser.Means)),
            .. Network.Parameters.Parameters.Select(parameter => parameter.Export(CheckpointNames.SquarePrefix + parameter.Name, _optimiser.Squares)),
            .. _options.AverageDecay > 0
                ? Network.Parameters.Parameters.Select(parameter => parameter.Export(CheckpointNames.AveragePrefix + parameter.Name, _optimiser.Averages))
                : [],
            CheckpointNames.StepTensor(StepCount),
        ];
    }

    /// <inheritdoc/>
    public void ImportState(IReadOnlyList<NamedTensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Show(averages: false);
        var found = new TensorsByName([.. state.Where(CheckpointNames.IsOfOptimiser)]);
        var step = CheckpointNames.TakeStep(found);
        foreach (var parameter in Network.Parameters.Parameters)
        {
            parameter.Import(found.Take(CheckpointNames.MeanPrefix + parameter.Name, parameter.Shape), _optimiser.Means);
            parameter.Import(found.Take(CheckpointNames.SquarePrefix + parameter.Name, parameter.Shape), _optimiser.Squares);
            if (_options.AverageDecay > 0)
            {
                parameter.Import(found.Take(CheckpointNames.AveragePrefix + parameter.Name, parameter.Shape), _optimiser.Averages);
            }
        }

        found.ThrowIfAnyLeft();
        Network.ImportTensors([.. state.Where(tensor => !CheckpointNames.IsOfOptimiser(tensor))]);
        _optimiser.StepCount = step;
    }

    // Weights and averages change places: the network is trained with the ones and read with the others.
    private void Show(bool averages)
    {
        if (_isAveraged != averages)
        {
            _optimiser.SwapAverages();
            Network.RunOnTeam(static _ => { }); // the weights have changed
            _isAveraged = averages;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimiser.Dispose();
        Network.Dispose();
    }
}
