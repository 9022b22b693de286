namespace HandwritingLstm.Segmentation;

/// <summary>Splits lines that run across the white gutter between two columns of writing.</summary>
/// <remarks>A gutter is a gap that several lines, one below the other, leave at the same place; a gap between words is not.</remarks>
internal static class ColumnGutters
{
    private const float LeastWidthHeights = 2; // letters' heights
    private const int LeastLines = 5; // word gaps line up by chance in fewer lines
    private const float FarthestHeights = 8; // letters' heights from one line of a gutter to the next

    /// <summary>Splits lines at gutters.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="height">Height of small letters in pixels.</param>
    public static IReadOnlyList<WrittenLine> Split(IReadOnlyList<WrittenLine> lines, float height)
    {
        var sorted = lines.OrderBy(line => line.MiddleY).ToArray();
        var gaps = sorted.Select(line => GapsOf(line, height)).ToArray();
        var cuts = sorted.Select(_ => new SortedSet<int>()).ToArray();
        for (var i = 0; i < sorted.Length; i++)
        {
            foreach (var gap in gaps[i])
            {
                Follow(i, gap);
            }
        }

        return [.. sorted.SelectMany((line, i) => Cut(line, cuts[i]))];

        void Follow(int start, (int Left, int Right) gap)
        {
            var members = new List<int> { start };
            var lastY = sorted[start].MiddleY;
            for (var i = start + 1; i < sorted.Length && sorted[i].MiddleY - lastY <= FarthestHeights * height; i++)
            {
                var line = sorted[i];
                if (line.Right <= gap.Left || line.Left >= gap.Right)
                {
                    continue; // beside the gutter: a line of one column alone
                }

                var common = gaps[i]
                    .Select(other => (Left: Math.Max(gap.Left, other.Left), Right: Math.Min(gap.Right, other.Right)))
                    .FirstOrDefault(other => other.Right - other.Left >= LeastWidthHeights * height);
                if (common == default)
                {
                    break;
                }

                gap = common;
                lastY = line.MiddleY;
                members.Add(i);
            }

            if (members.Count >= LeastLines)
            {
                members.ForEach(member => cuts[member].Add((gap.Left + gap.Right) / 2));
            }
        }
    }

    private static List<(int Left, int Right)> GapsOf(WrittenLine line, float height)
    {
        var isInk = new bool[Math.Max(0, line.Right - line.Left)];
        foreach (var run in line.Runs)
        {
            isInk.AsSpan(run.Left - line.Left, run.Length).Fill(true);
        }

        var gaps = new List<(int Left, int Right)>();
        for (var x = 0; x < isInk.Length;)
        {
            var length = isInk.AsSpan(x).IndexOf(!isInk[x]);
            length = length < 0 ? isInk.Length - x : length;
            if (!isInk[x] && length >= LeastWidthHeights * height)
            {
                gaps.Add((line.Left + x, line.Left + x + length));
            }

            x += length;
        }

        return gaps;
    }

    private static IEnumerable<WrittenLine> Cut(WrittenLine line, SortedSet<int> cuts)
    {
        var from = int.MinValue;
        foreach (var to in cuts.Append(int.MaxValue))
        {
            var runs = line.Runs.Where(run => run.Middle >= from && run.Middle < to).ToArray();
            if (runs.Length > 0)
            {
                yield return new(line.Trace, runs);
            }

            from = to;
        }
    }
}
