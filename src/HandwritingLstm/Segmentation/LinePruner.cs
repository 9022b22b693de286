namespace HandwritingLstm.Segmentation;

/// <summary>Takes specks off the ends of lines, and drops lines that hold no writing.</summary>
internal static class LinePruner
{
    private const float LonelyGapHeights = 3; // letters' heights between a line's end and what does not belong to it
    private const float LonelyArea = 0.3f; // letters' heights²: less ink than a thin letter
    private const float LeastArea = 0.4f; // letters' heights²: the ink of a thin "1"
    private const float LeastWidthHeights = 0.4f;

    /// <summary>Prunes lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="height">Height of small letters in pixels.</param>
    public static IReadOnlyList<WrittenLine> Prune(IReadOnlyList<WrittenLine> lines, float height) =>
        [.. lines.Select(line => Trim(line, height)).Where(line => IsWriting(line, height))];

    private static bool IsWriting(WrittenLine line, float height)
    {
        var core = 0;
        foreach (var run in line.Runs)
        {
            core += WrittenLine.IsInCore(line.Trace, run, height) ? run.Length : 0;
        }

        return core >= LeastArea * height * height && line.Right - line.Left >= LeastWidthHeights * height;
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
