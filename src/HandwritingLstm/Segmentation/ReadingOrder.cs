namespace HandwritingLstm.Segmentation;

/// <summary>Puts lines into the order in which they are read, and those that follow each other into regions.</summary>
/// <remarks>
/// T. Breuel, "High Performance Document Layout Analysis", SDIUT 2003, section 5: a line comes before one below it that it
/// overlaps; a line comes before one to its right, unless a line between them overlaps both. The order is a
/// topological one.
/// </remarks>
internal static class ReadingOrder
{
    private const float OverlapShare = 0.1f; // of the shorter line: less is a ragged edge

    /// <summary>Sorts lines.</summary>
    /// <param name="lines">The lines of a level page.</param>
    public static IReadOnlyList<WrittenLine> Sort(IReadOnlyList<WrittenLine> lines)
    {
        var sorted = new List<WrittenLine>();
        var isVisited = new bool[lines.Count];
        foreach (var start in Enumerable.Range(0, lines.Count).OrderBy(i => lines[i].MiddleY))
        {
            Visit(start);
        }

        return sorted;

        void Visit(int line)
        {
            if (isVisited[line])
            {
                return;
            }

            isVisited[line] = true;
            foreach (var other in Enumerable.Range(0, lines.Count).OrderBy(i => lines[i].MiddleY))
            {
                if (!isVisited[other] && IsBefore(lines[other], lines[line], lines))
                {
                    Visit(other);
                }
            }

            sorted.Add(lines[line]);
        }
    }

    /// <summary>Whether two lines share a considerable part of their columns.</summary>
    public static bool Overlap(WrittenLine a, WrittenLine b) =>
        Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left) > OverlapShare * Math.Min(a.Right - a.Left, b.Right - b.Left);

    private static bool IsBefore(WrittenLine a, WrittenLine b, IReadOnlyList<WrittenLine> lines)
    {
        if (Overlap(a, b))
        {
            return a.MiddleY < b.MiddleY;
        }

        if (a.Left >= b.Left)
        {
            return false;
        }

        var (top, bottom) = (Math.Min(a.MiddleY, b.MiddleY), Math.Max(a.MiddleY, b.MiddleY));
        return !lines.Any(line => line.MiddleY > top && line.MiddleY < bottom && Overlap(line, a) && Overlap(line, b));
    }
}
