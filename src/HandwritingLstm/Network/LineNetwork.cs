using HandwritingLstm.Ctc;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Network;

/// <summary>The managed engine: a network built from its description, for recognition and for training on the CPU.</summary>
public sealed class LineNetwork : IDisposable
{
    /// <summary>Builds a network with fresh random weights.</summary>
    /// <param name="spec">The description.</param>
    /// <param name="seed">Seed of the initial weights.</param>
    /// <param name="threads">Number of threads; 0 = all cores.</param>
    public LineNetwork(NetworkSpec spec, int seed = 1, int threads = 0)
    {
        Spec = spec;
        _ = seed;
        _ = threads;
    }

    /// <summary>The description the network was built from.</summary>
    public NetworkSpec Spec { get; }

    /// <summary>Scores one line.</summary>
    public LabelScores Forward(ColumnSequence line) => Forward([line])[0];

    /// <summary>Scores several lines at once; every line's scores are the same bits as when it is scored alone.</summary>
    /// <returns>Natural-log probabilities, in the order of <paramref name="lines"/>.</returns>
    public LabelScores[] Forward(IReadOnlyList<ColumnSequence> lines) => throw new NotSupportedException();

    /// <summary>All weights and running statistics by name.</summary>
    public IReadOnlyList<NamedTensor> ExportTensors() => throw new NotSupportedException();

    /// <summary>Sets all weights and running statistics by name.</summary>
    /// <exception cref="RecognitionException">A tensor is missing, unknown or has another shape.</exception>
    public void ImportTensors(IReadOnlyList<NamedTensor> tensors) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
