using System.Diagnostics;
using HandwritingLstm.Ctc;
using HandwritingLstm.Decoding;

namespace HandwritingLstm.Benchmarks;

/// <summary>Scores that were computed before, to text: lines a second of a decoder alone.</summary>
/// <param name="name">The decoder.</param>
/// <param name="decoder">The decoder.</param>
/// <param name="scores">The lines.</param>
/// <param name="threads">Number of threads.</param>
internal sealed class DecoderContender(string name, IDecoder decoder, IReadOnlyList<LabelScores> scores, int threads) : IContender
{
    private const double LeastSeconds = 1; // of a measurement; few lines are read several times over

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public void Dispose()
    {
        // Scores and decoders hold nothing but memory.
    }

    /// <inheritdoc/>
    public double Measure()
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        var lines = 0L;
        var start = Stopwatch.GetTimestamp();
        do
        {
            Parallel.ForEach(scores, parallel, line => decoder.Decode(line));
            lines += scores.Count;
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < LeastSeconds);
        return lines / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
