using HandwritingLstm.Imaging;

namespace HandwritingLstm.Segmentation;

/// <summary>Removes ink much fainter than that around it: rulings, writing that shines through, grain of the paper.</summary>
/// <remarks>
/// A threshold with two levels, as in J. Canny, "A Computational Approach to Edge Detection", PAMI 8(6), 1986: faint
/// pixels stay only beside strong ones, the soft edges of strokes. What is strong is told by a part of the page, so that
/// a faded part is not measured by a fresh one.
/// </remarks>
internal static class InkStrength
{
    private const int Block = 24; // pixels: several strokes and the paper between them
    private const int Parts = 4; // along the longer side of the page
    private const float TypicalPercentile = 0.8f; // of the ink's darkness: rulings have many pixels, but are fainter
    private const float StrongShare = 0.5f; // of the typical darkness
    private const float FadedShare = 0.4f; // of the page's darkness: fainter parts hold nothing that was written on this side
    private const int EdgePixels = 2; // a stroke's soft edge

    /// <summary>Removes faint ink.</summary>
    /// <param name="strokes">The ink.</param>
    /// <param name="image">The page it was found on.</param>
    public static void Filter(StrokeMask strokes, GrayImage image)
    {
        var darkness = Darkness(strokes, image);
        var size = Math.Max(Block, (Math.Max(image.Width, image.Height) + Parts - 1) / Parts);
        var (columns, rows) = ((image.Width + size - 1) / size, (image.Height + size - 1) / size);
        var histograms = new int[columns * rows][];
        var page = new int[256];
        for (var part = 0; part < histograms.Length; part++)
        {
            histograms[part] = Histogram(darkness, image, part % columns * size, part / columns * size, size);
            for (var level = 0; level < page.Length; level++)
            {
                page[level] += histograms[part][level];
            }
        }

        var least = FadedShare * Typical(page);
        var isStrong = new bool[darkness.Length];
        for (var y = 0; y < image.Height; y++)
        {
            for (var column = 0; column < columns; column++)
            {
                var strong = StrongShare * Math.Max(least, Typical(histograms[(y / size * columns) + column]));
                for (var x = column * size; x < Math.Min(image.Width, (column + 1) * size); x++)
                {
                    isStrong[(y * image.Width) + x] = darkness[(y * image.Width) + x] >= Math.Max(1, strong);
                }
            }
        }

        KeepNear(strokes, isStrong);
    }

    /// <summary>How much darker than the paper around it every pixel of ink is, 1 to 255; 0 where there is none.</summary>
    private static byte[] Darkness(StrokeMask strokes, GrayImage image)
    {
        var darkness = new byte[strokes.Pixels.Length];
        var paper = new PaperEstimate(image);
        var row = new float[image.Width];
        for (var y = 0; y < image.Height; y++)
        {
            paper.ReadRow(y, row);
            var pixels = image.Row(y);
            var ink = strokes.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                darkness[(y * row.Length) + x] = ink[x] ? (byte)Math.Clamp(row[x] - pixels[x], 1, 255) : (byte)0;
            }
        }

        return darkness;
    }

    private static int[] Histogram(byte[] darkness, GrayImage image, int left, int top, int size)
    {
        var histogram = new int[256];
        for (var y = top; y < Math.Min(image.Height, top + size); y++)
        {
            foreach (var level in darkness.AsSpan((y * image.Width) + left, Math.Min(size, image.Width - left)))
            {
                histogram[level]++;
            }
        }

        return histogram;
    }

    private static int Typical(int[] histogram)
    {
        var darker = (int)((1 - TypicalPercentile) * histogram.AsSpan(1).ToArray().Sum());
        var level = 255;
        while (level > 0 && darker >= histogram[level])
        {
            darker -= histogram[level];
            level--;
        }

        return level;
    }

    private static void KeepNear(StrokeMask strokes, bool[] isStrong)
    {
        var (width, height) = (strokes.Width, strokes.Height);
        var near = new bool[isStrong.Length]; // along rows; columns follow
        for (var i = 0; i < isStrong.Length; i++)
        {
            if (isStrong[i])
            {
                var x = i % width;
                near.AsSpan(i - Math.Min(x, EdgePixels), Math.Min(x, EdgePixels) + Math.Min(width - x, EdgePixels + 1)).Fill(true);
            }
        }

        for (var y = 0; y < height; y++)
        {
            var row = strokes.Row(y);
            var (top, bottom) = (Math.Max(0, y - EdgePixels), Math.Min(height - 1, y + EdgePixels));
            for (var x = 0; x < width; x++)
            {
                var isNear = false;
                for (var other = top; row[x] && !isNear && other <= bottom; other++)
                {
                    isNear = near[(other * width) + x];
                }

                row[x] &= isNear;
            }
        }
    }
}
