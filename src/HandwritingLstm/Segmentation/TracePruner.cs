namespace HandwritingLstm.Segmentation;

/// <summary>Drops traces that run along a stronger one nearer than two lines can be: rows of loops, accents or descenders.</summary>
internal static class TracePruner
{
    private const float NearestHeights = 1.3f; // letters' heights from the middle of a line to that of the next, at least
    private const float CoveredShare = 0.5f; // of a trace's length that runs along others

    /// <summary>Drops traces.</summary>
    /// <param name="traces">Lines and pieces of lines.</param>
    /// <param name="height">Height of small letters in pixels.</param>
    /// <returns>The traces that are kept, the strongest first.</returns>
    public static IReadOnlyList<LineTrace> Prune(IReadOnlyList<LineTrace> traces, float height)
    {
        var kept = new List<LineTrace>();
        foreach (var trace in traces.OrderByDescending(trace => trace.Strengths.Sum()))
        {
            var covered = 0;
            for (var strip = trace.First; strip <= trace.Last; strip++)
            {
                covered += kept.Any(other => IsAlong(other, strip, trace.CentreAtStrip(strip), height)) ? 1 : 0;
            }

            if (covered <= CoveredShare * trace.Centres.Count)
            {
                kept.Add(trace);
            }
        }

        return kept;
    }

    private static bool IsAlong(LineTrace trace, int strip, float y, float height) =>
        strip >= trace.First && strip <= trace.Last && Math.Abs(trace.CentreAtStrip(strip) - y) < NearestHeights * height;
}
