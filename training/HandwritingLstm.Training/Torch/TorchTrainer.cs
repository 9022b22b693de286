using HandwritingLstm.Imaging;
using HandwritingLstm.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace HandwritingLstm.Training.Torch;

/// <summary>Trains with torch, on a GPU or (as an oracle of the managed engine) on the processor.</summary>
/// <remarks>
/// Weights, optimiser and checkpoints are those of <see cref="ManagedTrainer"/>: a run may change between the two at any
/// checkpoint. Lines are padded to the widest of their batch, and masks see to it that this changes nothing.
/// </remarks>
public sealed class TorchTrainer : ILineTrainer
{
    private readonly TrainingOptions _options;
    private readonly Device _device;
    private readonly TorchNetwork _network;
    private readonly TorchAdamW _optimiser;

    /// <summary>Builds the network with the same fresh weights as <see cref="ManagedTrainer"/>, and its optimiser.</summary>
    /// <param name="spec">The network.</param>
    /// <param name="options">Optimiser and seed.</param>
    /// <param name="device"><c>torch-cpu</c>, <c>cuda</c>, or <c>cuda:1</c> for the second GPU.</param>
    /// <param name="mixedPrecision">
    /// Whether convolutions compute in bfloat16; null = as <paramref name="options"/> say on a GPU that can, which are those
    /// of 2020 (Ampere) and later.
    /// </param>
    /// <exception cref="RecognitionException">libtorch or the GPU is missing, or the network has a layer that is not built on torch.</exception>
    public TorchTrainer(NetworkSpec spec, TrainingOptions options, string device, bool? mixedPrecision = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _device = TorchDevice.Open(device);
        Network = new LineNetwork(spec, options.Seed, options.Threads, new EngineOptions { ShortcutWeight = options.ShortcutWeight, ConsistencyWeight = options.ConsistencyWeight });
        if (options.Threads > 0)
        {
            torch.set_num_threads(options.Threads);
        }

        try
        {
            _network = new TorchNetwork(spec, _device, mixedPrecision ?? (options.MixedPrecision && TorchDevice.GainsByBFloat16(_device)), options.ShortcutWeight > 0);
        }
        catch
        {
            Network.Dispose(); // ends its threads
            throw;
        }

        _network.Import(Network.ExportState());
        _optimiser = new TorchAdamW(_network.Parameters, options, _device);
    }

    /// <inheritdoc/>
    public LineNetwork Network { get; }

    /// <inheritdoc/>
    public long StepCount => _optimiser.StepCount;

    /// <inheritdoc/>
    public bool LeavesProcessorIdle => _device.type == DeviceType.CUDA;

    /// <inheritdoc/>
    public float TrainStep(IReadOnlyList<ColumnSequence> lines, IReadOnlyList<int[]> labels, float learningRate, float dropoutStrength = 1)
    {
        // Dropout is a function of seed and step alone, so that a resumed run draws what an unbroken one would.
        torch.manual_seed(((long)_options.Seed << 32) ^ StepCount);
        _network.ScaleDropout(dropoutStrength);
        using var scope = NewDisposeScope();
        var (loss, gradients, _) = Differentiate(lines, labels);
        var value = loss.item<float>();
        if (float.IsFinite(value))
        {
            _optimiser.Update(gradients, learningRate);
        }

        return value;
    }

    /// <inheritdoc/>
    public void ImportWeights(IReadOnlyList<NamedTensor> weights) => _network.Import(weights);

    /// <inheritdoc/>
    public void Synchronize() => Network.ImportTensors([.. _optimiser.ExportWeights(), .. _network.Buffers.Select(buffer => buffer.Export())]);

    /// <inheritdoc/>
    public IReadOnlyList<NamedTensor> ExportState() => [.. _network.Export(), .. _optimiser.ExportState()];

    /// <inheritdoc/>
    public void ImportState(IReadOnlyList<NamedTensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var found = new TensorsByName([.. state.Where(CheckpointNames.IsOfOptimiser)]);
        _optimiser.Import(found);
        found.ThrowIfAnyLeft();
        _network.Import([.. state.Where(tensor => !CheckpointNames.IsOfOptimiser(tensor))]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimiser.Dispose();
        _network.Dispose();
        Network.Dispose();
    }

    /// <summary>The gradients by name, to compare engines; only of what is trained.</summary>
    internal IReadOnlyList<NamedTensor> Gradients(IReadOnlyList<ColumnSequence> lines, IReadOnlyList<int[]> labels)
    {
        using var scope = NewDisposeScope();
        return [.. _optimiser.ByParameter(Differentiate(lines, labels).Gradients).Select(pair => pair.Parameter.Export(pair.Parameter.Name, pair.Gradient))];
    }

    /// <summary>The scores that training sees, in the order of the lines, to compare engines.</summary>
    internal Ctc.LabelScores[] TrainingScores(IReadOnlyList<ColumnSequence> lines, IReadOnlyList<int[]> labels)
    {
        using var scope = NewDisposeScope();
        var order = OrderOf(lines);
        var sorted = Differentiate(lines, labels).Scores.ToLines();
        var scores = new Ctc.LabelScores[sorted.Length];
        for (var i = 0; i < order.Length; i++)
        {
            scores[order[i]] = sorted[i];
        }

        return scores;
    }

    private (Tensor Loss, IList<Tensor> Gradients, TorchScores Scores) Differentiate(IReadOnlyList<ColumnSequence> lines, IReadOnlyList<int[]> labels)
    {
        var order = OrderOf(lines);
        int[][] targets = [.. order.Select(i => labels[i])];
        var batch = TorchLines.Of(lines, order, Network.Spec.MinimumWidth, _device); // [B, 1, H, W]
        var (scores, shortcut) = _network.Forward(batch, training: true); // [T, B, K]
        var loss = scores.Loss(targets);
        var total = shortcut is null ? loss : loss + (shortcut.Loss(targets) * _options.ShortcutWeight);
        total = _options.ConsistencyWeight > 0 ? total + (scores.Divergence(targets) * _options.ConsistencyWeight) : total;
        return (loss, torch.autograd.grad(new[] { total }, _optimiser.Trained), scores);
    }

    private int[] OrderOf(IReadOnlyList<ColumnSequence> lines) =>
        LineBatch.LongestFirst([.. lines.Select(line => Math.Max(line.ColumnCount, Network.Spec.MinimumWidth))]);
}
