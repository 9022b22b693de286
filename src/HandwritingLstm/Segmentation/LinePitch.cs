using System.Numerics.Tensors;

namespace HandwritingLstm.Segmentation;

/// <summary>Finds how far apart the lines of a page are.</summary>
/// <remarks>
/// The first strong peak of the ink's autocorrelation down the page, summed over strips, which need not be level with
/// each other. Unlike the height of strokes, it is not misled by large letters, whose loops are lines of their own to a
/// fine filter, nor by two lines of print above a page of writing.
/// </remarks>
internal static class LinePitch
{
    private const int Smallest = 14; // pixels of a page of 2000
    private const float LargestShare = 0.15f; // of the page's height: farther apart, lines tell nothing about each other
    private const int StripPixels = 160; // some words: wide enough that lines are rows of ink, too narrow to mind a slope
    private const float TrendShare = 1.5f; // of the largest pitch: slower changes of the ink are not lines
    private const float FirstPeakShare = 0.6f; // of the strongest: multiples of the pitch have peaks, too

    /// <summary>Estimates the pitch.</summary>
    /// <returns>Pixels from line to line; 0 when nothing on the page repeats.</returns>
    public static int Estimate(InkProfile profile)
    {
        var largest = (int)(LargestShare * profile.Height);
        if (largest <= Smallest)
        {
            return 0;
        }

        var radius = StripPixels / InkProfile.StripWidth / 4; // smoothed twice
        var smooth = profile.SmoothedAcross(radius);
        var sums = new double[largest + 2];
        for (var strip = radius; strip < smooth.StripCount; strip += 2 * radius)
        {
            var signal = WithoutTrend(smooth.Strip(strip), (int)(TrendShare * largest));
            for (var lag = 0; lag < sums.Length; lag++)
            {
                sums[lag] += TensorPrimitives.Dot<float>(signal.AsSpan(lag), signal.AsSpan(0, signal.Length - lag));
            }
        }

        return FirstPeak(sums);
    }

    private static int FirstPeak(double[] sums)
    {
        var peaks = new List<int>();
        for (var lag = Smallest; lag < sums.Length - 1; lag++)
        {
            if (sums[lag] > 0 && sums[lag] > sums[lag - 1] && sums[lag] >= sums[lag + 1])
            {
                peaks.Add(lag);
            }
        }

        var strongest = peaks.Count == 0 ? 0 : peaks.Max(lag => sums[lag]);
        return peaks.FirstOrDefault(lag => sums[lag] >= FirstPeakShare * strongest);
    }

    private static float[] WithoutTrend(ReadOnlySpan<float> strip, int window)
    {
        var sums = new double[strip.Length + 1];
        for (var y = 0; y < strip.Length; y++)
        {
            sums[y + 1] = sums[y] + strip[y];
        }

        var signal = new float[strip.Length];
        for (var y = 0; y < strip.Length; y++)
        {
            var (top, bottom) = (Math.Max(0, y - (window / 2)), Math.Min(strip.Length, y + (window / 2) + 1));
            signal[y] = strip[y] - (float)((sums[bottom] - sums[top]) / (bottom - top));
        }

        return signal;
    }
}
