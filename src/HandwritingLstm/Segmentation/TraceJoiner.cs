namespace HandwritingLstm.Segmentation;

/// <summary>Joins pieces of lines over the gaps between words.</summary>
internal static class TraceJoiner
{
    private const float WidestGapHeights = 10; // letters' heights: farther apart, two pieces are two lines
    private const float OverlapHeights = 3; // the filter's answer outlives the ink by this much
    private const float LargestStepHeights = 0.7f; // a piece must go on within the other's letters
    private const float SlopeHeights = 10; // the length at a piece's end whose slope is gone on with
    private const float LargestSlope = 0.08f; // of a level page's line, 4.5°

    /// <summary>Joins traces.</summary>
    /// <param name="traces">Pieces of lines.</param>
    /// <param name="height">Height of small letters in pixels.</param>
    public static IReadOnlyList<LineTrace> Join(IReadOnlyList<LineTrace> traces, float height)
    {
        var joints = new List<(float Cost, int Left, int Right)>();
        for (var i = 0; i < traces.Count; i++)
        {
            for (var j = 0; j < traces.Count; j++)
            {
                if (i != j && Cost(traces[i], traces[j], height) is { } cost)
                {
                    joints.Add((cost, i, j));
                }
            }
        }

        var next = Enumerable.Repeat(-1, traces.Count).ToArray();
        var previous = Enumerable.Repeat(-1, traces.Count).ToArray();
        foreach (var (_, left, right) in joints.OrderBy(joint => joint.Cost))
        {
            if (next[left] < 0 && previous[right] < 0)
            {
                (next[left], previous[right]) = (right, left);
            }
        }

        var lines = new List<LineTrace>();
        for (var i = 0; i < traces.Count; i++)
        {
            if (previous[i] < 0)
            {
                lines.Add(Chain(traces, next, i));
            }
        }

        return lines;
    }

    /// <summary>How badly one trace goes on in another, in pixels; null when it does not.</summary>
    private static float? Cost(LineTrace left, LineTrace right, float height)
    {
        const float StripWidth = InkProfile.StripWidth;
        var gap = (right.First - left.Last) * StripWidth;
        if (gap < -OverlapHeights * height || gap > WidestGapHeights * height || right.First <= left.First || right.Last <= left.Last)
        {
            return null;
        }

        // Where they meet: both go on with their slopes to the middle of the gap.
        var middle = (left.Last + right.First) / 2;
        var fromLeft = left.CentreAtStrip(middle) + (Slope(left, atEnd: true, height) * Math.Max(0, middle - left.Last) * StripWidth);
        var fromRight = right.CentreAtStrip(middle) - (Slope(right, atEnd: false, height) * Math.Max(0, right.First - middle) * StripWidth);
        var step = Math.Abs(fromLeft - fromRight);
        return step > LargestStepHeights * height ? null : Math.Abs(gap) + (4 * step);
    }

    private static float Slope(LineTrace trace, bool atEnd, float height)
    {
        var count = Math.Min(trace.Centres.Count, (int)(SlopeHeights * height / InkProfile.StripWidth));
        if (count < 4)
        {
            return 0;
        }

        var start = atEnd ? trace.Centres.Count - count : 0;
        var (weighted, squares) = (0f, 0f);
        for (var i = 0; i < count; i++)
        {
            var x = (i - ((count - 1) / 2f)) * InkProfile.StripWidth;
            weighted += x * trace.Centres[start + i];
            squares += x * x;
        }

        return Math.Clamp(weighted / squares, -LargestSlope, LargestSlope);
    }

    private static LineTrace Chain(IReadOnlyList<LineTrace> traces, int[] next, int start)
    {
        var centres = new List<float>(traces[start].Centres);
        var strengths = new List<float>(traces[start].Strengths);
        for (var i = next[start]; i >= 0; i = next[i])
        {
            var piece = traces[i];
            var end = traces[start].First + centres.Count; // the strip after the last
            if (piece.First < end)
            {
                // They overlap: each up to the middle.
                var drop = Math.Min(centres.Count - 1, (end - piece.First) / 2);
                centres.RemoveRange(centres.Count - drop, drop);
                strengths.RemoveRange(strengths.Count - drop, drop);
                end -= drop;
            }

            var from = centres[^1];
            for (var strip = end; strip < piece.First; strip++)
            {
                centres.Add(from + ((piece.Centres[0] - from) * (strip - end + 1) / (piece.First - end + 1)));
                strengths.Add(0);
            }

            for (var strip = Math.Max(end, piece.First); strip <= piece.Last; strip++)
            {
                centres.Add(piece.CentreAtStrip(strip));
                strengths.Add(piece.Strengths[strip - piece.First]);
            }
        }

        return new(traces[start].First, centres, strengths);
    }
}
