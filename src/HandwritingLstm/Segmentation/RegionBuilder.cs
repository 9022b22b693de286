namespace HandwritingLstm.Segmentation;

/// <summary>Lines in reading order → regions: blocks of lines one below the other.</summary>
/// <param name="lines">Lines in reading order.</param>
/// <param name="height">Height of small letters in pixels.</param>
internal sealed class RegionBuilder(IReadOnlyList<WrittenLine> lines, float height)
{
    private const float WidestSpacing = 2.2f; // of the usual distance of two lines: more begins a new block
    private const float UnknownSpacingHeights = 3; // letters' heights, where a page has too few lines to tell
    private const float BesideHeights = 1.5f; // letters' heights: lines of two columns that stand side by side
    private const float MarginHeights = 0.5f; // letters' heights of paper around a block

    /// <summary>Groups the lines into blocks.</summary>
    public IReadOnlyList<IReadOnlyList<WrittenLine>> Group()
    {
        var widest = WidestSpacing * UsualSpacing();
        var blocks = new List<List<WrittenLine>>();
        foreach (var line in lines)
        {
            if (blocks.Count == 0 || !GoOn(blocks[^1][^1], line, widest))
            {
                blocks.Add([]);
            }

            blocks[^1].Add(line);
        }

        return blocks;
    }

    /// <summary>The rectangle around a block, with some paper.</summary>
    /// <returns>Its corners on the level page, clockwise from the upper left.</returns>
    public IReadOnlyList<PagePoint> Frame(IReadOnlyList<WrittenLine> block)
    {
        var margin = MarginHeights * height;
        var (left, right) = (block.Min(line => line.Left) - margin, block.Max(line => line.Right) + margin);
        var (top, bottom) = (block.Min(line => line.Top) - margin, block.Max(line => line.Bottom) + margin);
        return [new(left, top), new(right, top), new(right, bottom), new(left, bottom)];
    }

    private float UsualSpacing()
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
        return spacings.Count == 0 ? UnknownSpacingHeights * height : spacings[spacings.Count / 2];
    }

    private bool GoOn(WrittenLine upper, WrittenLine lower, float widest) =>
        ReadingOrder.Overlap(upper, lower)
        && lower.MiddleY > upper.MiddleY
        && lower.MiddleY - upper.MiddleY <= widest
        && !SpansMore(upper, lower)
        && !SpansMore(lower, upper);

    /// <summary>Whether a line, such as a heading, runs over a column beside that of another line.</summary>
    private bool SpansMore(WrittenLine wide, WrittenLine narrow) => lines.Any(beside =>
        !ReferenceEquals(beside, wide)
        && !ReferenceEquals(beside, narrow)
        && Math.Abs(beside.MiddleY - narrow.MiddleY) < BesideHeights * height
        && ReadingOrder.Overlap(beside, wide)
        && !ReadingOrder.Overlap(beside, narrow));
}
