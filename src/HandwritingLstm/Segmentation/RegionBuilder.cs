namespace HandwritingLstm.Segmentation;

/// <summary>Lines in reading order → regions: blocks of lines one below the other.</summary>
internal static class RegionBuilder
{
    private const float WidestSpacing = 2.2f; // of the usual distance of two lines: more begins a new block
    private const float MarginHeights = 0.5f; // letters' heights of paper around a block

    /// <summary>Groups lines into blocks.</summary>
    /// <param name="lines">Lines in reading order.</param>
    /// <param name="height">Height of small letters in pixels.</param>
    public static IReadOnlyList<IReadOnlyList<WrittenLine>> Group(IReadOnlyList<WrittenLine> lines, float height)
    {
        var spacings = new List<float>();
        for (var i = 1; i < lines.Count; i++)
        {
            if (lines[i].MiddleY > lines[i - 1].MiddleY && ReadingOrder.Overlap(lines[i], lines[i - 1]))
            {
                spacings.Add(lines[i].MiddleY - lines[i - 1].MiddleY);
            }
        }

        spacings.Sort();
        var widest = WidestSpacing * (spacings.Count == 0 ? 3 * height : spacings[spacings.Count / 2]);
        var blocks = new List<List<WrittenLine>>();
        foreach (var line in lines)
        {
            var previous = blocks.Count == 0 ? null : blocks[^1][^1];
            if (previous is null || !ReadingOrder.Overlap(previous, line) || line.MiddleY <= previous.MiddleY || line.MiddleY - previous.MiddleY > widest)
            {
                blocks.Add([]);
            }

            blocks[^1].Add(line);
        }

        return blocks;
    }

    /// <summary>The rectangle around a block, with some paper.</summary>
    /// <returns>Its corners on the level page, clockwise from the upper left.</returns>
    public static IReadOnlyList<PagePoint> Frame(IReadOnlyList<WrittenLine> block, float height)
    {
        var margin = MarginHeights * height;
        var (left, right) = (block.Min(line => line.Left) - margin, block.Max(line => line.Right) + margin);
        var (top, bottom) = (block.Min(line => line.Top) - margin, block.Max(line => line.Bottom) + margin);
        return [new(left, top), new(right, top), new(right, bottom), new(left, bottom)];
    }
}
