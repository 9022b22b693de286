using HandwritingLstm.Ctc;
using HandwritingLstm.Imaging;
using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>The managed engine: a network built from its description, for recognition and for training on the CPU.</summary>
/// <remarks>
/// Lines are never padded: each has maps and columns of its own length, and its scores are the same bits whatever lines
/// are scored beside it and on however many threads. One call runs at a time; calls from several threads wait for each other.
/// </remarks>
public sealed unsafe partial class LineNetwork : ILineScorer
{
    private readonly Lock _lock = new();
    private readonly EngineOptions _options;
    private readonly Team _team;
    private readonly IReadOnlyList<Layer> _layers;
    private readonly FeatureMaps _image;
    private readonly ThreadScratch _scratch;
    private readonly OutputLayer _output;
    private readonly Plan _recognition = new();
    private readonly Plan _recognitionRefresh = new();
    private readonly int _minimumWidth;
    private Plan? _training;
    private NetworkCopies? _copies;
    private bool _weightsChanged = true;
    private bool _disposed;

    /// <summary>Builds a network with fresh random weights.</summary>
    /// <param name="spec">The description; its last layer says the number of labels.</param>
    /// <param name="seed">Seed of the initial weights.</param>
    /// <param name="threads">Number of threads; 0 = all cores.</param>
    /// <param name="options">How the network is computed; null = the defaults.</param>
    /// <exception cref="RecognitionException">The description has a layer that the managed engine lacks.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is negative.</exception>
    public LineNetwork(NetworkSpec spec, int seed = 1, int threads = 0, EngineOptions? options = null)
        : this(spec, threads, options ?? new EngineOptions())
    {
        var random = new Random(seed);
        foreach (var layer in _layers)
        {
            layer.Initialize(random);
        }
    }

    private LineNetwork(NetworkSpec spec, int threads, EngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        (Spec, _options) = (spec, options);
        ThreadCount = threads == 0 ? Environment.ProcessorCount : threads;
        Parameters = new ParameterStore();
        var builder = new LayerBuilder(spec, Parameters, ThreadCount, options);
        builder.Build();
        (_layers, _image, _scratch) = (builder.Layers, builder.Image, builder.Scratch);
        _output = (OutputLayer)_layers[^1];
        _minimumWidth = spec.MinimumWidth;
        _team = new Team(ThreadCount);
        foreach (var layer in _layers.Where(layer => !layer.IsOnlyForTraining))
        {
            layer.AddForward(_recognition, training: false);
            layer.AddRefresh(_recognitionRefresh, training: false);
        }
    }

    /// <summary>Builds a network with the weights of a model.</summary>
    /// <param name="spec">The description; its last layer says the number of labels.</param>
    /// <param name="tensors">All weights and running statistics by name.</param>
    /// <param name="threads">Number of threads; 0 = all cores.</param>
    /// <exception cref="RecognitionException">
    /// The description has a layer that the managed engine lacks, or a tensor is missing, unknown or has another shape.
    /// </exception>
    public static LineNetwork FromTensors(NetworkSpec spec, IReadOnlyList<NamedTensor> tensors, int threads = 0)
    {
        var network = new LineNetwork(spec, threads, new EngineOptions());
        try
        {
            network.ImportTensors(tensors);
            return network;
        }
        catch
        {
            network.Dispose(); // ends its threads
            throw;
        }
    }

    /// <summary>The description the network was built from.</summary>
    public NetworkSpec Spec { get; }

    /// <summary>Number of threads.</summary>
    public int ThreadCount { get; }

    /// <summary>Number of trained values.</summary>
    public long ParameterCount => Parameters.Parameters.Sum(parameter => (long)parameter.Count);

    /// <summary>The trained parameters, packed.</summary>
    internal ParameterStore Parameters { get; }

    private IEnumerable<NamedTensor> Buffers => _layers.SelectMany(layer => layer.Buffers);

    /// <summary>Scores one line.</summary>
    /// <returns>Natural-log probabilities, shape [columns, labels].</returns>
    public LabelScores Forward(ColumnSequence line) => Forward([line])[0];

    /// <summary>Scores several lines at once; every line's scores are the same bits as when it is scored alone.</summary>
    /// <returns>Natural-log probabilities, in the order of <paramref name="lines"/>.</returns>
    /// <exception cref="ArgumentException">A line has another height than the network.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed.</exception>
    public LabelScores[] Forward(IReadOnlyList<ColumnSequence> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        RequireHeight(lines);
        var scores = new LabelScores[lines.Count];
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var chunks = LineBatch.Chunks(WidthsOf(lines));
            if (ThreadCount > 1 && chunks.Count >= ThreadCount)
            {
                // Enough for every thread to score chunks of its own: nobody waits for anybody.
                (_copies ??= new NetworkCopies(this)).Forward(_team, lines, chunks, scores);
                return scores;
            }

            foreach (var chunk in chunks)
            {
                ForwardChunk(lines, chunk, scores);
            }
        }

        return scores;
    }

    /// <summary>A network like this one for a single thread, its weights still 0.</summary>
    internal LineNetwork EmptyCopy() => new(Spec, 1, _options);

    /// <summary>Takes over the weights and running statistics of a network of the same description.</summary>
    internal void CopyFrom(LineNetwork other)
    {
        Buffer.MemoryCopy(other.Parameters.Values, Parameters.Values, Parameters.Length * sizeof(float), Parameters.Length * sizeof(float));
        foreach (var (from, to) in other.Buffers.Zip(Buffers))
        {
            from.Values.CopyTo(to.Values, 0);
        }

        WeightsChanged();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock) // who is being served is served to the end
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _copies?.Dispose();
            _team.Dispose();
            foreach (var part in (IEnumerable<IDisposable>)[.. _layers, _image, _scratch, Parameters])
            {
                part.Dispose();
            }
        }
    }

    /// <summary>Runs work on all threads of the network, such as an optimiser's step; the parameters may change.</summary>
    internal void RunOnTeam(Action<int> work)
    {
        _team.Run(work);
        WeightsChanged();
    }

    /// <summary>Forward, CTC loss and backward: the gradients of the parameters are set.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="labels">The labels of each line, without blanks.</param>
    /// <param name="dropoutSeed">Seed of this step's dropout masks.</param>
    /// <param name="dropoutStrength">Every dropout's probability is multiplied by this, 0 to 1.</param>
    /// <returns>The mean over the lines of −ln p divided by the number of labels.</returns>
    internal double ComputeGradients(IReadOnlyList<ColumnSequence> lines, IReadOnlyList<int[]> labels, ulong dropoutSeed, float dropoutStrength = 1)
    {
        RequireHeight(lines);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _training ??= TrainingPlan.Of(_layers, Parameters, ThreadCount);
            if (_options.ConsistencyWeight > 0 && !LineBatch.ArePaired(WidthsOf(lines)))
            {
                throw new ArgumentException($"The {lines.Count} lines are no pairs of one width; give two views of every line, side by side.", nameof(lines));
            }

            var batch = Prepare(lines, training: true);
            foreach (var output in _layers.OfType<OutputLayer>())
            {
                output.Targets = [.. batch.Order.Select(i => labels[i])];
            }

            foreach (var dropout in _layers.OfType<IDropout>())
            {
                dropout.Seed(dropoutSeed, dropoutStrength);
            }

            _training.Run(_team, batch);
            LastOrder = batch.Order;
            WeightsChanged(); // running statistics have moved
            return _output.Losses.Sum() / batch.Count;
        }
    }

    /// <summary>In training: the caller's index of each line of the last step, longest first.</summary>
    internal int[] LastOrder { get; private set; } = [];

    /// <summary>In training: the scores of the lines of the last step, in the caller's order, to compare engines.</summary>
    internal LabelScores[] LastScores() => [.. LastOrder.Select((place, line) => (place, line)).OrderBy(pair => pair.place).Select(pair => _output.ScoresOf(pair.line))];

    private void WeightsChanged()
    {
        _weightsChanged = true;
        _copies?.WeightsChanged();
    }

    // A line too narrow for one output column is continued with blank paper.
    private int[] WidthsOf(IReadOnlyList<ColumnSequence> lines) => [.. lines.Select(line => Math.Max(line.ColumnCount, _minimumWidth))];

    /// <summary>Scores the lines of one chunk.</summary>
    /// <param name="lines">All lines.</param>
    /// <param name="places">The chunk's lines, as indices.</param>
    /// <param name="scores">Gets their scores.</param>
    internal void ForwardChunk(IReadOnlyList<ColumnSequence> lines, int[] places, LabelScores[] scores)
    {
        var batch = Prepare([.. places.Select(place => lines[place])], training: false);
        if (_weightsChanged)
        {
            _recognitionRefresh.Run(_team, batch);
            _weightsChanged = false;
        }

        _recognition.Run(_team, batch);
        for (var line = 0; line < batch.Count; line++)
        {
            scores[places[batch.Order[line]]] = _output.ScoresOf(line);
        }
    }

    private void RequireHeight(IReadOnlyList<ColumnSequence> lines)
    {
        if (lines.FirstOrDefault(line => line.Height != Spec.Height) is { } line)
        {
            throw new ArgumentException(
                $"A line is {line.Height} pixels high, but the network reads {Spec.Height}. Normalise it with the model's own options.",
                nameof(lines));
        }
    }

    private LineBatch Prepare(IReadOnlyList<ColumnSequence> lines, bool training)
    {
        var batch = new LineBatch(WidthsOf(lines), ThreadCount);
        _image.Shape(batch.Widths, withGradients: false);
        _team.Run(thread =>
        {
            foreach (var line in batch.LinesOf(thread))
            {
                _image.Draw(line, lines[batch.Order[line]]);
            }
        });
        foreach (var layer in _layers.Where(layer => training || !layer.IsOnlyForTraining))
        {
            layer.Prepare(batch, training);
        }

        return batch;
    }
}
