namespace HandwritingLstm.Imaging;

/// <summary>Finds the specks of dust among strokes, but never dots and commas that stand near writing.</summary>
internal static class StrokeSpecks
{
    private const double SpeckSide = 0.08; // of the line's height: a square of this side is the largest speck
    private const double Nearness = 0.5; // of the line's height: a dot stands at most this far from its letter

    /// <summary>Finds connected pixels (8 neighbours) that are few and far from everything larger.</summary>
    /// <param name="strokes">The strokes.</param>
    /// <returns>For every run whether it is of a speck.</returns>
    public static bool[] Find(StrokeRuns strokes)
    {
        var runs = strokes.Runs;
        var roots = Connect(strokes);
        var sizes = new int[roots.Length];
        for (var i = 0; i < roots.Length; i++)
        {
            sizes[roots[i]] += runs[i].Length;
        }

        var largest = Math.Max(1, (int)(SpeckSide * strokes.Height * SpeckSide * strokes.Height));
        var inWriting = new bool[strokes.Width]; // columns that hold something larger than a speck
        for (var i = 0; i < roots.Length; i++)
        {
            if (sizes[roots[i]] > largest)
            {
                inWriting.AsSpan(runs[i].Start, runs[i].Length).Fill(true);
            }
        }

        var specks = new bool[roots.Length];
        if (!inWriting.AsSpan().Contains(true))
        {
            return specks; // nothing but specks: they may be the writing, such as a full stop alone
        }

        var reach = (int)Math.Ceiling(Nearness * strokes.Height);
        for (var i = 0; i < roots.Length; i++)
        {
            specks[i] = sizes[roots[i]] <= largest && (roots[i] == i ? IsLonely(runs[i].Start, reach, inWriting) : specks[roots[i]]);
        }

        return specks;
    }

    private static bool IsLonely(int x, int reach, bool[] inWriting)
    {
        var from = Math.Max(0, x - reach);
        var to = Math.Min(inWriting.Length, x + reach + 1);
        return !inWriting.AsSpan(from, to - from).Contains(true);
    }

    /// <summary>For every run the first run that it is connected with.</summary>
    private static int[] Connect(StrokeRuns strokes)
    {
        var runs = strokes.Runs;
        var parents = new int[runs.Length];
        for (var y = 0; y < strokes.Height; y++)
        {
            var (first, count) = strokes.Row(y).GetOffsetAndLength(runs.Length);
            var (above, aboveEnd) = y == 0 ? (0, 0) : (strokes.Row(y - 1).Start.Value, first);
            for (var i = first; i < first + count; i++)
            {
                parents[i] = i;
                while (above < aboveEnd && runs[above].End < runs[i].Start)
                {
                    above++;
                }

                // The last one may touch the next run, too.
                for (var j = above; j < aboveEnd && runs[j].Start <= runs[i].End; j++)
                {
                    Unite(parents, i, j);
                }
            }
        }

        for (var i = 0; i < parents.Length; i++)
        {
            parents[i] = parents[parents[i]]; // a parent comes before its children
        }

        return parents;
    }

    private static void Unite(int[] parents, int a, int b)
    {
        (a, b) = (RootOf(parents, a), RootOf(parents, b));
        parents[Math.Max(a, b)] = Math.Min(a, b);
    }

    private static int RootOf(int[] parents, int i)
    {
        while (parents[i] != i)
        {
            i = parents[i] = parents[parents[i]];
        }

        return i;
    }
}
