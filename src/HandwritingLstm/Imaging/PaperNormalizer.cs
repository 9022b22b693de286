using System.Numerics.Tensors;

namespace HandwritingLstm.Imaging;

/// <summary>Grey scan → <see cref="InkMap"/>: the same values whether the ink is black on white or faded on brown.</summary>
/// <remarks>
/// A pixel's contrast is 1 − pixel / paper, with the paper estimated around it. The contrast of the paper's own grain
/// becomes 0 and that of a well-inked stroke 1. Black on clean white passes unchanged.
/// </remarks>
public static class PaperNormalizer
{
    private const int Levels = 1024; // bins of the histogram of contrasts: finer than 8-bit grey
    private const int Histograms = 4;
    private const double PaperShare = 0.4; // at least this share of a line's pixels is paper
    private const double GrainPercentile = 0.1;
    private const float GrainMargin = 1.5f; // grain reaches this much further above its median than below
    private const double StrokePercentile = 0.8; // of the pixels in strokes: their middle, not their soft edges
    private const float LeastContrast = 0.04f; // below 10 grey levels on white nobody can read

    /// <summary>Finds the ink of an image.</summary>
    /// <param name="image">The image; paper brighter than ink.</param>
    public static InkMap Normalize(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var ink = new float[image.Pixels.Length];
        var histogram = MeasureContrast(image, ink);

        var split = Binarizer.OtsuThreshold(histogram);
        var median = Quantile(histogram, 0, PaperShare);
        var grain = median + (GrainMargin * (median - Quantile(histogram, 0, GrainPercentile)));
        var strength = split < 0 ? 0 : Quantile(histogram, split + 1, StrokePercentile);
        if (strength - grain < LeastContrast)
        {
            Array.Clear(ink);
            return new(image.Width, image.Height, ink, threshold: 2);
        }

        var scale = 1 / (strength - grain);
        TensorPrimitives.Subtract(ink, grain, ink);
        TensorPrimitives.Multiply(ink, scale, ink);
        TensorPrimitives.Max(ink, 0, ink);
        TensorPrimitives.Min(ink, 1, ink);
        var threshold = (((split + 1f) / Levels) - grain) * scale;
        return new(image.Width, image.Height, ink, Math.Clamp(threshold, 0.2f, 0.5f));
    }

    private static int[] MeasureContrast(GrayImage image, float[] contrasts)
    {
        var paper = new PaperEstimate(image);
        var paperRow = new float[image.Width];
        var levels = new int[image.Width];
        var scaled = new float[image.Width];
        var histograms = new int[Histograms * Levels];
        for (var y = 0; y < image.Height; y++)
        {
            paper.ReadRow(y, paperRow);
            var row = image.Row(y);
            var into = contrasts.AsSpan(y * image.Width, image.Width);
            TensorPrimitives.ConvertTruncating<byte, float>(row, into);
            TensorPrimitives.Divide(into, paperRow, into);
            TensorPrimitives.Subtract(1, into, into);
            TensorPrimitives.Max(into, 0, into);
            TensorPrimitives.Multiply(into, Levels, scaled);
            TensorPrimitives.Min(scaled, Levels - 1, scaled);
            TensorPrimitives.ConvertToIntegerNative<float, int>(scaled, levels);
            Count(levels, histograms);
        }

        var histogram = histograms.AsSpan(0, Levels).ToArray();
        for (var i = 1; i < Histograms; i++)
        {
            TensorPrimitives.Add(histogram, histograms.AsSpan(i * Levels, Levels), histogram);
        }

        return histogram;
    }

    // Neighbours are mostly alike, and a counter waits for itself: so they are counted in turn in several histograms.
    private static void Count(ReadOnlySpan<int> levels, Span<int> histograms)
    {
        var first = histograms[..Levels];
        var second = histograms.Slice(Levels, Levels);
        var third = histograms.Slice(2 * Levels, Levels);
        var fourth = histograms.Slice(3 * Levels, Levels);
        var x = 0;
        for (; x + Histograms <= levels.Length; x += Histograms)
        {
            first[levels[x]]++;
            second[levels[x + 1]]++;
            third[levels[x + 2]]++;
            fourth[levels[x + 3]]++;
        }

        for (; x < levels.Length; x++)
        {
            first[levels[x]]++;
        }
    }

    /// <summary>The contrast below which a share of the values lies, counting from a level upwards.</summary>
    private static float Quantile(ReadOnlySpan<int> histogram, int from, double share)
    {
        var total = 0L;
        foreach (var count in histogram[from..])
        {
            total += count;
        }

        var wanted = (long)(share * total);
        var level = from;
        while (level < histogram.Length - 1 && wanted >= histogram[level])
        {
            wanted -= histogram[level];
            level++;
        }

        return level == 0 ? 0 : (level + 1f) / Levels;
    }
}
