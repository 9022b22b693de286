using HandwritingLstm.Imaging;

namespace HandwritingLstm.Segmentation;

/// <summary>Finds what is dark around a page on a scan: the scanner's lid, a table, the shadow of a fold.</summary>
internal static class DarkBorder
{
    private const int Block = 16; // pixels: wider than a stroke, so that a block of writing is paper for the most part
    private const double DarkShare = 0.62; // of the page's brightness; a block of dense writing has more

    /// <summary>Clears the strokes in dark blocks that reach the image's edge, and in the blocks beside them.</summary>
    public static void Clear(StrokeMask strokes, GrayImage image)
    {
        var (columns, rows) = ((image.Width + Block - 1) / Block, (image.Height + Block - 1) / Block);
        var brightness = Brightness(image, columns, rows);
        var sorted = (double[])brightness.Clone();
        Array.Sort(sorted);
        var darkest = DarkShare * sorted[sorted.Length / 2];

        var outside = new bool[brightness.Length];
        var pending = new Stack<int>();
        for (var i = 0; i < brightness.Length; i++)
        {
            var (column, row) = (i % columns, i / columns);
            if (column == 0 || row == 0 || column == columns - 1 || row == rows - 1)
            {
                Visit(i);
            }
        }

        while (pending.TryPop(out var at))
        {
            var (column, row) = (at % columns, at / columns);
            Clear(strokes, column, row);
            for (var y = Math.Max(0, row - 1); y <= Math.Min(rows - 1, row + 1); y++)
            {
                for (var x = Math.Max(0, column - 1); x <= Math.Min(columns - 1, column + 1); x++)
                {
                    Visit((y * columns) + x);
                }
            }
        }

        void Visit(int block)
        {
            if (!outside[block] && brightness[block] < darkest)
            {
                outside[block] = true;
                pending.Push(block);
            }
        }
    }

    private static double[] Brightness(GrayImage image, int columns, int rows)
    {
        var sums = new double[columns * rows];
        var counts = new int[sums.Length];
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            for (var column = 0; column < columns; column++)
            {
                var block = ((y / Block) * columns) + column;
                var pixels = row[(column * Block)..Math.Min(image.Width, (column + 1) * Block)];
                foreach (var pixel in pixels)
                {
                    sums[block] += pixel;
                }

                counts[block] += pixels.Length;
            }
        }

        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] /= counts[i];
        }

        return sums;
    }

    /// <summary>Clears a block and half of those beside it, where the border's soft edge lies.</summary>
    private static void Clear(StrokeMask strokes, int column, int row)
    {
        const int Margin = Block / 2;
        var left = Math.Max(0, (column * Block) - Margin);
        var right = Math.Min(strokes.Width, ((column + 1) * Block) + Margin);
        for (var y = Math.Max(0, (row * Block) - Margin); y < Math.Min(strokes.Height, ((row + 1) * Block) + Margin); y++)
        {
            strokes.Row(y)[left..right].Clear();
        }
    }
}
