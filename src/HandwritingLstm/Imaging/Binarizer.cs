namespace HandwritingLstm.Imaging;

/// <summary>Grey → black and white: 0 = ink, 255 = paper.</summary>
public static class Binarizer
{
    /// <summary>One threshold for the whole image.</summary>
    /// <remarks>N. Otsu, "A Threshold Selection Method from Gray-Level Histograms", IEEE Trans. SMC 9(1), 1979.</remarks>
    /// <param name="image">The grey image.</param>
    public static GrayImage Otsu(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var histogram = new int[256];
        foreach (var pixel in image.Pixels)
        {
            histogram[pixel]++;
        }

        var threshold = OtsuThreshold(histogram);
        var binary = new byte[image.Pixels.Length];
        for (var i = 0; i < binary.Length; i++)
        {
            binary[i] = image.Pixels[i] <= threshold ? (byte)0 : (byte)255;
        }

        return new(image.Width, image.Height, binary);
    }

    /// <summary>A threshold for every pixel, from the mean and the standard deviation of its neighbours.</summary>
    /// <remarks>
    /// J. Sauvola, M. Pietikäinen, "Adaptive document image binarization", Pattern Recognition 33, 2000, section 3.3:
    /// threshold = mean · (1 + k · (deviation / R − 1)) with R = 128, by two integral images. At the border the window is cut.
    /// </remarks>
    /// <param name="image">The grey image.</param>
    /// <param name="window">Side of the square window in pixels, odd, at least 3; about two letters wide.</param>
    /// <param name="k">How far below the mean ink must lie, 0 to 1; the authors use 0.5, thin or faded ink needs less.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window is even or below 3, or k is outside 0 to 1.</exception>
    public static GrayImage Sauvola(GrayImage image, int window = 31, double k = 0.2)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 3);
        ArgumentOutOfRangeException.ThrowIfEqual(window % 2, 0, nameof(window));
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, 1);
        const double DeviationRange = 128; // R: the largest deviation of 8-bit grey
        var (width, height) = (image.Width, image.Height);
        var stride = width + 1;
        var sums = new long[stride * (height + 1L)];
        var squares = new long[sums.LongLength];
        for (var y = 0; y < height; y++)
        {
            long sum = 0, square = 0;
            for (var x = 0; x < width; x++)
            {
                long value = image[x, y];
                sum += value;
                square += value * value;
                sums[((y + 1L) * stride) + x + 1] = sums[((long)y * stride) + x + 1] + sum;
                squares[((y + 1L) * stride) + x + 1] = squares[((long)y * stride) + x + 1] + square;
            }
        }

        var binary = new byte[image.Pixels.LongLength];
        var radius = window / 2;
        for (var y = 0; y < height; y++)
        {
            var top = (long)Math.Max(0, y - radius) * stride;
            var bottom = (long)Math.Min(height, y + radius + 1) * stride;
            for (var x = 0; x < width; x++)
            {
                var left = Math.Max(0, x - radius);
                var right = Math.Min(width, x + radius + 1);
                var count = (double)((bottom - top) / stride * (right - left));
                var mean = (sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left]) / count;
                var meanSquare = (squares[bottom + right] - squares[bottom + left] - squares[top + right] + squares[top + left]) / count;
                var deviation = Math.Sqrt(Math.Max(0, meanSquare - (mean * mean)));
                var threshold = mean * (1 + (k * ((deviation / DeviationRange) - 1)));
                binary[((long)y * width) + x] = image[x, y] <= threshold ? (byte)0 : (byte)255;
            }
        }

        return new(width, height, binary);
    }

    /// <summary>The level that splits a histogram into the two classes that differ most.</summary>
    /// <param name="histogram">Count of every level.</param>
    /// <returns>The highest level of the lower class; −1 when all values are equal.</returns>
    internal static int OtsuThreshold(ReadOnlySpan<int> histogram)
    {
        double total = 0, moment = 0;
        for (var level = 0; level < histogram.Length; level++)
        {
            total += histogram[level];
            moment += (double)level * histogram[level];
        }

        var threshold = -1;
        double best = 0, below = 0, momentBelow = 0;
        for (var level = 0; level < histogram.Length - 1; level++)
        {
            below += histogram[level];
            momentBelow += (double)level * histogram[level];
            if (below == 0 || below == total)
            {
                continue;
            }

            // Variance between the classes, times total²: (moment·below − momentBelow·total)² / (below·above).
            var difference = (moment * below) - (momentBelow * total);
            var variance = difference * difference / (below * (total - below));
            if (variance > best)
            {
                best = variance;
                threshold = level;
            }
        }

        return threshold;
    }
}
