namespace HandwritingLstm.Segmentation;

/// <summary>Removes ruled and squared paper's lines, margins and frames from the strokes of a level page.</summary>
/// <remarks>
/// A ruling is a thin run far longer than a stroke of a letter. It may drift by a pixel either way, and have gaps.
/// Where a letter crosses it, the ink is thicker than the line and stays.
/// </remarks>
internal static class RulingRemover
{
    private const int Gap = 3; // pixels that may be missing
    private const double RunShare = 0.055; // of the longer side: longer than any stroke that joins letters
    private const double ThicknessShare = 0.003; // of the longer side: the thickest ruling, 6 pixels of 2000

    /// <summary>Removes horizontal and vertical rulings.</summary>
    public static void Remove(StrokeMask strokes)
    {
        var longer = Math.Max(strokes.Width, strokes.Height);
        var length = Math.Max(40, (int)(RunShare * longer));
        var thickness = Math.Max(3, (int)Math.Ceiling(ThicknessShare * longer));
        RemoveHorizontal(strokes, (bool[])strokes.Pixels.Clone(), length, thickness);

        // Where the lines of squared paper cross, only the second pass finds them thin.
        RemoveVertical(strokes, (bool[])strokes.Pixels.Clone(), length, thickness);
    }

    private static void RemoveHorizontal(StrokeMask strokes, bool[] ink, int length, int thickness)
    {
        var (width, height) = (strokes.Width, strokes.Height);
        var band = new bool[width]; // ink in the row, the one above or the one below
        for (var y = 1; y < height - 1; y++)
        {
            var above = ink.AsSpan((y - 1) * width, width);
            var row = ink.AsSpan(y * width, width);
            var below = ink.AsSpan((y + 1) * width, width);
            for (var x = 0; x < width; x++)
            {
                band[x] = above[x] | row[x] | below[x];
            }

            var start = -1;
            var last = -1;
            for (var x = 0; x <= width; x++)
            {
                if (x < width && band[x])
                {
                    start = start < 0 ? x : start;
                    last = x;
                }
                else if (start >= 0 && (x == width || x - last > Gap))
                {
                    if (last - start >= length)
                    {
                        ClearThin(strokes, ink, start, last, y, thickness);
                    }

                    start = -1;
                }
            }
        }
    }

    private static void ClearThin(StrokeMask strokes, bool[] ink, int left, int right, int y, int thickness)
    {
        var width = strokes.Width;
        for (var x = left; x <= right; x++)
        {
            var middle = ink[(y * width) + x] ? y : ink[((y - 1) * width) + x] ? y - 1 : ink[((y + 1) * width) + x] ? y + 1 : -1;
            if (middle < 0)
            {
                continue;
            }

            var (top, bottom) = (middle, middle);
            while (top > 0 && bottom - top <= thickness && ink[((top - 1) * width) + x])
            {
                top--;
            }

            while (bottom < strokes.Height - 1 && bottom - top <= thickness && ink[((bottom + 1) * width) + x])
            {
                bottom++;
            }

            if (bottom - top < thickness)
            {
                for (var row = top; row <= bottom; row++)
                {
                    strokes.Pixels[(row * width) + x] = false;
                }
            }
        }
    }

    private static void RemoveVertical(StrokeMask strokes, bool[] ink, int length, int thickness)
    {
        var (width, height) = (strokes.Width, strokes.Height);
        var start = new int[width]; // of the run in every column; −1 = none
        var last = new int[width];
        Array.Fill(start, -1);
        for (var y = 0; y <= height; y++)
        {
            for (var x = 1; x < width - 1; x++)
            {
                var at = (y * width) + x;
                if (y < height && (ink[at - 1] | ink[at] | ink[at + 1]))
                {
                    start[x] = start[x] < 0 ? y : start[x];
                    last[x] = y;
                }
                else if (start[x] >= 0 && (y == height || y - last[x] > Gap))
                {
                    // Descenders and ascenders of large writing are longer than what joins letters: twice the length.
                    if (last[x] - start[x] >= 2 * length)
                    {
                        ClearNarrow(strokes, ink, x, start[x], last[x], thickness);
                    }

                    start[x] = -1;
                }
            }
        }
    }

    private static void ClearNarrow(StrokeMask strokes, bool[] ink, int x, int top, int bottom, int thickness)
    {
        for (var y = top; y <= bottom; y++)
        {
            var row = ink.AsSpan(y * strokes.Width, strokes.Width);
            var middle = row[x] ? x : row[x - 1] ? x - 1 : row[x + 1] ? x + 1 : -1;
            if (middle < 0)
            {
                continue;
            }

            var (left, right) = (middle, middle);
            while (left > 0 && right - left <= thickness && row[left - 1])
            {
                left--;
            }

            while (right < row.Length - 1 && right - left <= thickness && row[right + 1])
            {
                right++;
            }

            if (right - left < thickness)
            {
                strokes.Row(y)[left..(right + 1)].Clear();
            }
        }
    }
}
