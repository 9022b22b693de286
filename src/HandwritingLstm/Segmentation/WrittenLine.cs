namespace HandwritingLstm.Segmentation;

/// <summary>A line of a level page with its ink.</summary>
/// <param name="trace">The middle of its small letters.</param>
/// <param name="runs">Its ink.</param>
internal sealed class WrittenLine(LineTrace trace, IReadOnlyList<InkRun> runs)
{
    private const float CoreReach = 0.6f; // letters' heights to either side of the middle

    /// <summary>The middle of its small letters.</summary>
    public LineTrace Trace { get; } = trace;

    /// <summary>Its ink, and no other line's.</summary>
    public IReadOnlyList<InkRun> Runs { get; } = runs;

    /// <summary>The first column with ink.</summary>
    public int Left { get; } = runs.Count == 0 ? 0 : runs.Min(run => run.Left);

    /// <summary>The column after the last with ink.</summary>
    public int Right { get; } = runs.Count == 0 ? 0 : runs.Max(run => run.Right);

    /// <summary>The first row with ink.</summary>
    public int Top { get; } = runs.Count == 0 ? 0 : runs.Min(run => run.Y);

    /// <summary>The row after the last with ink.</summary>
    public int Bottom { get; } = runs.Count == 0 ? 0 : runs.Max(run => run.Y) + 1;

    /// <summary>The line's middle y.</summary>
    public float MiddleY => Trace.CentreAt((Left + Right) / 2f);

    /// <summary>Whether a run lies among the small letters of a line.</summary>
    /// <param name="trace">The line.</param>
    /// <param name="run">The run.</param>
    /// <param name="height">Height of small letters in pixels.</param>
    public static bool IsInCore(LineTrace trace, InkRun run, float height) =>
        Math.Abs(run.Y + 0.5f - trace.CentreAt(run.Middle)) <= CoreReach * height;
}
