namespace HandwritingLstm.Imaging;

/// <summary>Removes specks of dust from a mask of strokes, but never dots and commas that stand near writing.</summary>
internal static class StrokeSpecks
{
    private const double SpeckSide = 0.08; // of the line's height: a square of this side is the largest speck
    private const double Nearness = 0.5; // of the line's height: a dot stands at most this far from its letter

    /// <summary>Clears connected pixels (8 neighbours) that are few and far from everything larger.</summary>
    /// <param name="mask">Shape [height, width]; changed in place.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    public static void Remove(bool[] mask, int width, int height)
    {
        var largest = Math.Max(1, (int)(SpeckSide * height * SpeckSide * height));
        var inWriting = new bool[width]; // columns that hold something larger than a speck
        var specks = new List<int[]>();
        var visited = new bool[mask.Length];
        var pending = new Stack<int>();
        var members = new List<int>();
        var start = -1;
        while (mask.AsSpan(start + 1).IndexOf(true) is >= 0 and var skip)
        {
            start += 1 + skip;
            if (visited[start])
            {
                continue;
            }

            Collect(mask, visited, width, start, pending, members);
            if (members.Count <= largest)
            {
                specks.Add([.. members]);
                continue;
            }

            foreach (var member in members)
            {
                inWriting[member % width] = true;
            }
        }

        RemoveLonely(mask, width, specks, inWriting, (int)Math.Ceiling(Nearness * height));
    }

    private static void Collect(bool[] mask, bool[] visited, int width, int start, Stack<int> pending, List<int> members)
    {
        members.Clear();
        pending.Push(start);
        visited[start] = true;
        while (pending.TryPop(out var at))
        {
            members.Add(at);
            var x = at % width;
            for (var row = at - x - width; row <= at - x + width; row += width)
            {
                if (row < 0 || row >= mask.Length)
                {
                    continue;
                }

                for (var column = Math.Max(0, x - 1); column <= Math.Min(width - 1, x + 1); column++)
                {
                    if (mask[row + column] && !visited[row + column])
                    {
                        visited[row + column] = true;
                        pending.Push(row + column);
                    }
                }
            }
        }
    }

    private static void RemoveLonely(bool[] mask, int width, List<int[]> specks, bool[] inWriting, int reach)
    {
        if (Array.IndexOf(inWriting, true) < 0)
        {
            return; // nothing but specks: they may be the writing, such as a full stop alone
        }

        foreach (var speck in specks)
        {
            var x = speck[0] % width;
            var from = Math.Max(0, x - reach);
            var to = Math.Min(width, x + reach + 1);
            if (!inWriting.AsSpan(from, to - from).Contains(true))
            {
                foreach (var member in speck)
                {
                    mask[member] = false;
                }
            }
        }
    }
}
