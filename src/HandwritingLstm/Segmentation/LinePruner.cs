namespace HandwritingLstm.Segmentation;

/// <summary>Takes specks off the ends of lines, and drops lines that hold no writing.</summary>
internal static class LinePruner
{
    private const float LonelyGapHeights = 3; // letters' heights between a line's end and what does not belong to it
    private const float LonelyArea = 0.3f; // letters' heights²: less ink than a thin letter
    private const float LeastArea = 0.4f; // letters' heights²: the ink of a thin "1"
    private const float LeastWidthHeights = 0.4f;
    private const float ThinHeights = 0.25f; // letters' heights: a band of this height …
    private const float ThinShare = 0.85f; // … that holds this much of the ink is a ruling, not a row of letters
    private const float EdgeShare = 0.025f; // of the page: all that is so near its edge is the edge of the sheet

    /// <summary>Prunes lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="height">Height of small letters in pixels.</param>
    /// <param name="pageWidth">Width of the level page.</param>
    /// <param name="pageHeight">Height of the level page.</param>
    public static IReadOnlyList<WrittenLine> Prune(IReadOnlyList<WrittenLine> lines, float height, int pageWidth, int pageHeight) =>
        [.. lines.Select(line => Trim(line, height)).Where(line => IsWriting(line, height) && !IsEdge(line, pageWidth, pageHeight))];

    private static bool IsEdge(WrittenLine line, int pageWidth, int pageHeight) =>
        line.Right < EdgeShare * pageWidth || line.Left > (1 - EdgeShare) * pageWidth
        || line.Bottom < EdgeShare * pageHeight || line.Top > (1 - EdgeShare) * pageHeight;

    private static bool IsWriting(WrittenLine line, float height)
    {
        var reach = (int)Math.Ceiling(height);
        var rows = new int[(2 * reach) + 1]; // ink by its distance from the middle
        foreach (var run in line.Runs)
        {
            var row = (int)Math.Round(run.Y + 0.5f - line.Trace.CentreAt(run.Middle)) + reach;
            if (row >= 0 && row < rows.Length && WrittenLine.IsInCore(line.Trace, run, height))
            {
                rows[row] += run.Length;
            }
        }

        var core = rows.Sum();
        var thin = Math.Max(3, (int)(ThinHeights * height));
        var densest = Enumerable.Range(0, rows.Length - thin + 1).Max(top => rows.AsSpan(top, thin).ToArray().Sum());
        return core >= LeastArea * height * height && line.Right - line.Left >= LeastWidthHeights * height && densest < ThinShare * core;
    }

    private static WrittenLine Trim(WrittenLine line, float height)
    {
        var areas = new int[Math.Max(0, line.Right - line.Left)]; // ink in every column
        foreach (var run in line.Runs)
        {
            for (var x = run.Left; x < run.Right; x++)
            {
                areas[x - line.Left]++;
            }
        }

        var left = LonelyEnd(areas, height);
        Array.Reverse(areas);
        var right = areas.Length - LonelyEnd(areas, height);
        return left == 0 && right == areas.Length
            ? line
            : new(line.Trace, [.. line.Runs.Where(run => run.Middle >= line.Left + left && run.Middle <= line.Left + right)]);
    }

    /// <summary>The columns at the beginning that hold only specks, up to the writing.</summary>
    private static int LonelyEnd(int[] areas, float height)
    {
        var (area, empty, end) = (0f, 0, 0);
        for (var x = 0; x < areas.Length && area < LonelyArea * height * height; x++)
        {
            if (areas[x] == 0)
            {
                empty++;
                continue;
            }

            if (empty >= LonelyGapHeights * height)
            {
                (end, area) = (x, 0);
            }

            area += areas[x];
            empty = 0;
        }

        return end;
    }
}
