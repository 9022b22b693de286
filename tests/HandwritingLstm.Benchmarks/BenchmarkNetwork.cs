using System.Diagnostics;
using HandwritingLstm.Imaging;
using HandwritingLstm.Network;

namespace HandwritingLstm.Benchmarks;

/// <summary>A network with fresh weights on lines of equal width and random ink.</summary>
internal sealed class BenchmarkNetwork : IDisposable
{
    private const int Height = 48;
    private const int InkedLabels = 79;

    private readonly LineNetwork _network;
    private readonly ColumnSequence[] _lines;
    private readonly int[][] _labels;

    public BenchmarkNetwork(string layers, int lines, int width, int labels, int threads)
    {
        var random = new Random(1);
        _network = new LineNetwork(NetworkSpec.Parse($"[1,{Height},0,1 {layers} O1c{InkedLabels + 1}]"), threads: threads);
        _lines = [.. Enumerable.Range(0, lines).Select(_ => new ColumnSequence(
            width, Height, [.. Enumerable.Range(0, width * Height).Select(_ => random.NextSingle() < 0.1f ? 1f : 0f)]))];
        _labels = [.. _lines.Select(_ => Enumerable.Range(0, labels).Select(i => 1 + (i % InkedLabels)).ToArray())];
    }

    /// <summary>Number of trained values.</summary>
    public long ParameterCount => _network.ParameterCount;

    /// <summary>Lines per second of forward and backward.</summary>
    public double MeasureTraining() => LinesPerSecond(() => _network.ComputeGradients(_lines, _labels, 1));

    /// <summary>Lines per second of forward alone.</summary>
    public double MeasureRecognition() => LinesPerSecond(() => _network.Forward(_lines));

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    // Twice, and the faster counts: a step is so short that a single one is at the mercy of the scheduler.
    private double LinesPerSecond(Action step) => _lines.Length / Math.Min(Seconds(step), Seconds(step));

    private static double Seconds(Action step)
    {
        var clock = Stopwatch.StartNew();
        step();
        return clock.Elapsed.TotalSeconds;
    }
}
