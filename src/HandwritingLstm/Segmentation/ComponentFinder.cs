namespace HandwritingLstm.Segmentation;

/// <summary>Finds connected ink: pixels are connected with their eight neighbours.</summary>
/// <remarks>Runs of a row are joined with those they touch in the row above (union of sets by the smaller number).</remarks>
internal static class ComponentFinder
{
    /// <summary>Finds the components of a page.</summary>
    /// <param name="strokes">The ink.</param>
    /// <param name="leastArea">Components with fewer pixels are noise and left out.</param>
    public static IReadOnlyList<InkComponent> Find(StrokeMask strokes, int leastArea)
    {
        var runs = new List<InkRun>();
        var parents = new List<int>();
        var (aboveStart, aboveEnd) = (0, 0); // the runs of the row above
        for (var y = 0; y < strokes.Height; y++)
        {
            var rowStart = runs.Count;
            var above = aboveStart;
            foreach (var (left, right) in RunsOf(strokes, y))
            {
                parents.Add(runs.Count);
                while (above < aboveEnd && runs[above].Right < left)
                {
                    above++;
                }

                for (var touching = above; touching < aboveEnd && runs[touching].Left <= right; touching++)
                {
                    Unite(parents, touching, runs.Count);
                }

                runs.Add(new(y, left, right));
            }

            (aboveStart, aboveEnd) = (rowStart, runs.Count);
        }

        return Collect(runs, parents, leastArea);
    }

    private static List<(int Left, int Right)> RunsOf(StrokeMask strokes, int y)
    {
        var runs = new List<(int Left, int Right)>();
        var row = strokes.Row(y);
        for (var x = 0; x < row.Length;)
        {
            var skip = row[x..].IndexOf(true);
            if (skip < 0)
            {
                break;
            }

            var left = x + skip;
            var length = row[left..].IndexOf(false);
            x = length < 0 ? row.Length : left + length;
            runs.Add((left, x));
        }

        return runs;
    }

    private static int Root(List<int> parents, int run)
    {
        while (parents[run] != run)
        {
            parents[run] = parents[parents[run]];
            run = parents[run];
        }

        return run;
    }

    private static void Unite(List<int> parents, int a, int b)
    {
        var (rootA, rootB) = (Root(parents, a), Root(parents, b));
        parents[Math.Max(rootA, rootB)] = Math.Min(rootA, rootB);
    }

    private static List<InkComponent> Collect(List<InkRun> runs, List<int> parents, int leastArea)
    {
        var areas = new int[runs.Count];
        var counts = new int[runs.Count];
        for (var i = 0; i < runs.Count; i++)
        {
            var root = Root(parents, i);
            areas[root] += runs[i].Length;
            counts[root]++;
        }

        var members = new InkRun[runs.Count][];
        var filled = new int[runs.Count];
        for (var i = 0; i < runs.Count; i++)
        {
            var root = Root(parents, i);
            if (areas[root] >= leastArea)
            {
                members[root] ??= new InkRun[counts[root]];
                members[root][filled[root]++] = runs[i];
            }
        }

        return [.. members.Where(component => component is not null).Select(component => new InkComponent(component))];
    }
}
