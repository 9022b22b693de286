namespace HandwritingLstm.Segmentation;

/// <summary>Finds the curve on which a line's letters stand: where, going down, the ink ends.</summary>
internal static class BaselineFitter
{
    private const float CellHeights = 2; // letters' heights from one point to the next
    private const int CellsAround = 2; // cells to either side whose ink counts too: descenders must not pull
    private const float WindowHeights = 0.5f; // ink is compared over this height above and below
    private const float LeastHeights = 0.2f; // the baseline is at least this far below the middle …
    private const float MostHeights = 1.1f; // … and at most this far
    private const float LocalHeights = 0.25f; // how far a place may differ from the whole line

    /// <summary>Fits the baseline of a line.</summary>
    /// <param name="line">The line, with ink.</param>
    /// <param name="height">Height of small letters in pixels.</param>
    /// <returns>At least two points from left to right, on the level page.</returns>
    public static IReadOnlyList<PagePoint> Fit(WrittenLine line, float height)
    {
        var cellWidth = Math.Max(4, CellHeights * height);
        var cells = Math.Max(1, (int)Math.Round((line.Right - line.Left) / cellWidth));
        cellWidth = (line.Right - line.Left) / (float)cells;
        var rows = (int)Math.Ceiling((MostHeights + (2 * WindowHeights)) * height) + 2; // from the middle minus a window on
        var ink = Measure(line, height, cells, cellWidth, rows);

        var (least, most) = ((int)(LeastHeights * height), (int)Math.Ceiling(MostHeights * height));
        var whole = LowerEdge(ink, 0, cells - 1, least, most, rows, height);
        var slack = Math.Max(1, (int)Math.Round(LocalHeights * height));
        var offsets = new float[cells];
        for (var cell = 0; cell < cells; cell++)
        {
            var (from, to) = (Math.Max(0, cell - CellsAround), Math.Min(cells - 1, cell + CellsAround));
            offsets[cell] = LowerEdge(ink, from, to, Math.Max(least, whole - slack), Math.Min(most, whole + slack), rows, height);
        }

        var points = new List<PagePoint> { PointAt(line.Left, 0) };
        for (var cell = 0; cell < cells; cell++)
        {
            points.Add(PointAt(line.Left + ((cell + 0.5f) * cellWidth), cell));
        }

        points.Add(PointAt(line.Right, cells - 1));
        return Polyline.Simplify(points, 0.5f);

        PagePoint PointAt(float x, int cell)
        {
            var (before, after) = (offsets[Math.Max(0, cell - 1)], offsets[Math.Min(cells - 1, cell + 1)]);
            return new(x, line.Trace.CentreAt(x) + ((before + (2 * offsets[cell]) + after) / 4));
        }
    }

    /// <summary>Ink of every cell by its distance below the line's middle, less the window's height; shape [cells, rows].</summary>
    private static int[] Measure(WrittenLine line, float height, int cells, float cellWidth, int rows)
    {
        var ink = new int[cells * rows];
        var above = WindowHeights * height;
        foreach (var run in line.Runs)
        {
            var row = (int)Math.Floor(run.Y + 0.5f - line.Trace.CentreAt(run.Middle) + above);
            if (row >= 0 && row < rows)
            {
                var cell = Math.Clamp((int)((run.Middle - line.Left) / cellWidth), 0, cells - 1);
                ink[(cell * rows) + row] += run.Length;
            }
        }

        return ink;
    }

    /// <summary>The distance below the middle where the ink above differs most from the ink below.</summary>
    private static int LowerEdge(int[] ink, int firstCell, int lastCell, int least, int most, int rows, float height)
    {
        var profile = new int[rows];
        for (var cell = firstCell; cell <= lastCell; cell++)
        {
            for (var row = 0; row < rows; row++)
            {
                profile[row] += ink[(cell * rows) + row];
            }
        }

        var window = Math.Max(1, (int)(WindowHeights * height));
        var best = (least + most) / 2;
        var bestContrast = 0;
        for (var offset = least; offset <= most; offset++)
        {
            var contrast = 0;
            for (var i = 0; i < window; i++)
            {
                // Row "offset + window" is the first one below the edge.
                contrast += profile[offset + i] - (offset + window + i < rows ? profile[offset + window + i] : 0);
            }

            if (contrast > bestContrast)
            {
                (best, bestContrast) = (offset, contrast);
            }
        }

        return best;
    }
}
