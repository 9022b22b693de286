using System.Diagnostics;
using HandwritingLstm.Imaging;
using HandwritingLstm.Network;

namespace HandwritingLstm.Benchmarks;

/// <summary>A network with fresh weights on lines of equal width and random ink.</summary>
internal sealed class BenchmarkNetwork : IDisposable
{
    private readonly LineNetwork _network;
    private readonly ColumnSequence[] _lines;
    private readonly int[][] _labels;

    public BenchmarkNetwork(string vgsl, int lines, int width, int labels, int threads)
    {
        var random = new Random(1);
        var spec = NetworkSpec.Parse(vgsl);
        _network = new LineNetwork(spec, threads: threads);
        _lines = [.. Enumerable.Range(0, lines).Select(_ => new ColumnSequence(
            width, spec.Height, [.. Enumerable.Range(0, width * spec.Height).Select(_ => random.NextSingle() < 0.1f ? 1f : 0f)]))];
        _labels = [.. _lines.Select(_ => Enumerable.Range(0, labels).Select(i => 1 + (i % (spec.LabelCount - 1))).ToArray())];
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
