using HandwritingLstm.Ctc;
using HandwritingLstm.Imaging;
using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>A network's copies for one thread each: where there are many lines, every thread scores chunks of its own.</summary>
/// <remarks>The weights are there once more for every thread; in return no thread ever waits for another.</remarks>
internal sealed class NetworkCopies : IDisposable
{
    private readonly LineNetwork _original;
    private readonly LineNetwork[] _copies;
    private bool _weightsChanged = true;

    /// <summary>As many copies as the network has threads.</summary>
    public NetworkCopies(LineNetwork original)
    {
        _original = original;
        _copies = [.. Enumerable.Range(0, original.ThreadCount).Select(_ => original.EmptyCopy())];
    }

    /// <summary>The original's weights are no longer those of the copies.</summary>
    public void WeightsChanged() => _weightsChanged = true;

    /// <summary>Scores chunks of lines.</summary>
    /// <param name="team">The original's threads.</param>
    /// <param name="lines">All lines.</param>
    /// <param name="chunks">Indices of the lines of each chunk, the longest lines first.</param>
    /// <param name="scores">Gets the scores.</param>
    public void Forward(Team team, IReadOnlyList<ColumnSequence> lines, IReadOnlyList<int[]> chunks, LabelScores[] scores)
    {
        var isStale = _weightsChanged;
        var next = -1;
        team.Run(thread =>
        {
            var copy = _copies[thread];
            if (isStale)
            {
                copy.CopyFrom(_original);
            }

            for (var chunk = Interlocked.Increment(ref next); chunk < chunks.Count; chunk = Interlocked.Increment(ref next))
            {
                copy.ForwardChunk(lines, chunks[chunk], scores);
            }
        });
        _weightsChanged = false;
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_copies, copy => copy.Dispose());
}
