namespace HandwritingLstm.Segmentation;

/// <summary>Draws the polygon around a line's ink that leaves the neighbours' ink out.</summary>
/// <param name="width">Width of the level page.</param>
/// <param name="pageHeight">Height of the level page.</param>
internal sealed class LineOutline(int width, int pageHeight)
{
    private const int CellWidth = 4; // pixels between two corners, before simplification
    private const float MarginHeights = 0.2f; // letters' heights of paper around the ink
    private const float Tolerance = 1; // pixels a corner may be moved by simplification

    private readonly short[] _owners = new short[width * pageHeight]; // 0 = no line, else its number

    /// <summary>Tells the outline which ink belongs to a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="number">Its number, from 1.</param>
    public void Add(WrittenLine line, int number)
    {
        foreach (var run in line.Runs)
        {
            _owners.AsSpan((run.Y * width) + run.Left, run.Length).Fill((short)number);
        }
    }

    /// <summary>Draws a line's polygon.</summary>
    /// <param name="line">The line.</param>
    /// <param name="number">The number it was added with.</param>
    /// <param name="height">Height of small letters in pixels.</param>
    /// <returns>Corners on the level page: the upper edge from left to right, then the lower one back.</returns>
    public IReadOnlyList<PagePoint> Draw(WrittenLine line, int number, float height)
    {
        var margin = Math.Max(2, (int)Math.Round(MarginHeights * height));
        var cells = ((line.Right - line.Left - 1) / CellWidth) + 1;
        var tops = new int[cells];
        var bottoms = new int[cells];
        Array.Fill(tops, int.MaxValue);
        Array.Fill(bottoms, int.MinValue);
        foreach (var run in line.Runs)
        {
            for (var cell = (run.Left - line.Left) / CellWidth; cell <= (run.Right - 1 - line.Left) / CellWidth; cell++)
            {
                tops[cell] = Math.Min(tops[cell], run.Y);
                bottoms[cell] = Math.Max(bottoms[cell], run.Y + 1);
            }
        }

        var upper = new List<PagePoint> { default };
        var lower = new List<PagePoint> { default };
        for (var cell = 0; cell < cells; cell++)
        {
            var x = line.Left + ((cell + 0.5f) * CellWidth);
            var centre = (int)line.Trace.CentreAt(x);
            var (top, bottom) = (centre - (int)(height / 2), centre + (int)(height / 2)); // where there is no ink
            for (var near = Math.Max(0, cell - 1); near <= Math.Min(cells - 1, cell + 1); near++)
            {
                top = Math.Min(top, tops[near]);
                bottom = Math.Max(bottom, bottoms[near]);
            }

            upper.Add(new(x, FreeEdge(cell, Math.Min(tops[cell], centre), top - margin, -1)));
            lower.Add(new(x, FreeEdge(cell, Math.Max(bottoms[cell], centre), bottom + margin, 1)));
        }

        // The margin to the left and right.
        upper[0] = new(line.Left - margin, upper[1].Y);
        lower[0] = new(line.Left - margin, lower[1].Y);
        upper.Add(new(line.Right + margin, upper[^1].Y));
        lower.Add(new(line.Right + margin, lower[^1].Y));
        return [.. Polyline.Simplify(upper, Tolerance), .. Polyline.Simplify(lower, Tolerance).Reverse()];

        // Goes from the line's own ink towards the wanted edge until another line's ink is in the way.
        int FreeEdge(int cell, int from, int wanted, int step)
        {
            var left = line.Left + (cell * CellWidth);
            var y = Math.Clamp(from, 0, pageHeight);
            while (y != wanted && y + Math.Min(step, 0) >= 0 && y + Math.Min(step, 0) < pageHeight && !IsForeign(left, y + Math.Min(step, 0)))
            {
                y += step;
            }

            return y;
        }

        bool IsForeign(int left, int y)
        {
            foreach (var owner in _owners.AsSpan((y * width) + left, Math.Min(CellWidth, width - left)))
            {
                if (owner != 0 && owner != number)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
