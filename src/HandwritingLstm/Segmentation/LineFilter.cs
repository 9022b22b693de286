namespace HandwritingLstm.Segmentation;

/// <summary>How much a place looks like the middle of a line's small letters: the ink of a band less that above and below it.</summary>
/// <remarks>
/// Half a period of ink and a quarter of paper above and below it, on a strip blurred so that the loops of a letter are
/// not lines: matched to lines that follow each other at three times the height of their small letters. Upright strokes,
/// frames and shadows, which are above and below as they are within, give nothing.
/// </remarks>
internal static class LineFilter
{
    private const float BandShare = 1.5f; // of the letters' height: half the distance of two lines …
    private const float FlankShare = 0.75f; // … and a quarter of it
    private const float BlurShare = 0.75f;

    /// <summary>Filters one strip.</summary>
    /// <param name="strip">Shares of ink, from the top.</param>
    /// <param name="height">Height of small letters in pixels.</param>
    /// <param name="response">Receives −1 to 1; shape as <paramref name="strip"/>.</param>
    public static void Apply(ReadOnlySpan<float> strip, float height, Span<float> response)
    {
        var half = Math.Max(1, (int)Math.Round(((BandShare * height) - 1) / 2));
        var flank = Math.Max(1, (int)Math.Round(FlankShare * height));
        var blur = Math.Max(1, (int)Math.Round(((BlurShare * height) - 1) / 2));
        var band = (2 * half) + 1;
        var reach = half + flank;

        // Beyond the page there is no ink.
        var padded = new float[strip.Length + (2 * reach)];
        strip.CopyTo(padded.AsSpan(reach));
        var sums = Sums(padded);
        for (var y = 0; y < padded.Length; y++)
        {
            var (top, bottom) = (Math.Max(0, y - blur), Math.Min(padded.Length, y + blur + 1));
            padded[y] = (float)((sums[bottom] - sums[top]) / ((2 * blur) + 1));
        }

        sums = Sums(padded);
        for (var y = 0; y < strip.Length; y++)
        {
            var bandTop = sums[y + flank];
            var bandBottom = sums[y + flank + band];
            var inside = (bandBottom - bandTop) / band;
            var above = (bandTop - sums[y]) / flank;
            var below = (sums[y + flank + band + flank] - bandBottom) / flank;
            response[y] = (float)(inside - (0.5 * (above + below)));
        }
    }

    private static double[] Sums(float[] values)
    {
        var sums = new double[values.Length + 1];
        for (var i = 0; i < values.Length; i++)
        {
            sums[i + 1] = sums[i] + values[i];
        }

        return sums;
    }
}
