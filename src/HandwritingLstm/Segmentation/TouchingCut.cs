namespace HandwritingLstm.Segmentation;

/// <summary>Where to cut a component that touches two lines: along the path between them that crosses the least ink.</summary>
/// <remarks>Dynamic programming along x, as in seam carving (S. Avidan, A. Shamir, SIGGRAPH 2007).</remarks>
internal static class TouchingCut
{
    private const float OffMiddle = 0.02f; // a pixel of ink is worth a detour of some pixels, not of half a line

    /// <summary>Finds the cut.</summary>
    /// <param name="component">The component.</param>
    /// <param name="upper">The upper line.</param>
    /// <param name="lower">The lower line.</param>
    /// <returns>For every column of the component, the first row that belongs to the lower line.</returns>
    public static int[] Between(InkComponent component, LineTrace upper, LineTrace lower)
    {
        var width = component.Right - component.Left;
        var tops = new float[width];
        var heights = new float[width];
        for (var x = 0; x < width; x++)
        {
            tops[x] = upper.CentreAt(component.Left + x + 0.5f);
            heights[x] = Math.Max(1, lower.CentreAt(component.Left + x + 0.5f) - tops[x]);
        }

        // Rows are counted from the upper line's middle, so that the path may follow a slope without a cost.
        var rows = Math.Max(1, (int)heights.Max());
        var ink = new bool[rows * width];
        foreach (var run in component.Runs)
        {
            for (var x = run.Left - component.Left; x < run.Right - component.Left; x++)
            {
                var row = (int)Math.Floor(run.Y - tops[x]);
                if (row >= 0 && row < rows)
                {
                    ink[(row * width) + x] = true;
                }
            }
        }

        var path = CheapestPath(ink, width, rows, heights);
        for (var x = 0; x < width; x++)
        {
            path[x] += (int)Math.Ceiling(tops[x]);
        }

        return path;
    }

    private static int[] CheapestPath(bool[] ink, int width, int rows, float[] heights)
    {
        var costs = new float[rows];
        var next = new float[rows];
        var steps = new sbyte[width * rows]; // from which row the path came
        for (var x = 0; x < width; x++)
        {
            for (var row = 0; row < rows; row++)
            {
                var best = costs[row];
                sbyte step = 0;
                if (row > 0 && costs[row - 1] < best)
                {
                    (best, step) = (costs[row - 1], -1);
                }

                if (row < rows - 1 && costs[row + 1] < best)
                {
                    (best, step) = (costs[row + 1], 1);
                }

                var off = Math.Abs(row - (heights[x] / 2)) / heights[x];
                next[row] = best + (ink[(row * width) + x] ? 1 : 0) + (OffMiddle * off);
                steps[(x * rows) + row] = step;
            }

            (costs, next) = (next, costs);
        }

        var path = new int[width];
        var at = Array.IndexOf(costs, costs.Min());
        for (var x = width - 1; x >= 0; x--)
        {
            path[x] = at;
            at += steps[(x * rows) + at];
        }

        return path;
    }
}
