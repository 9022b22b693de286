namespace HandwritingLstm.Segmentation;

/// <summary>How much a place looks like the middle of a line's small letters: the ink of a band less that above and below it.</summary>
/// <remarks>
/// A second derivative across the line at the scale of the writing, by sums. Upright strokes, frames and shadows, which
/// are above and below as they are within, give nothing; bands much higher or lower than the filter give little.
/// </remarks>
internal static class LineFilter
{
    private const float FlankShare = 0.6f; // of the band's height: what is compared above and below

    /// <summary>Filters one strip.</summary>
    /// <param name="strip">Shares of ink, from the top.</param>
    /// <param name="bandHeight">Height of small letters in pixels.</param>
    /// <param name="response">Receives −1 to 1; shape as <paramref name="strip"/>.</param>
    public static void Apply(ReadOnlySpan<float> strip, float bandHeight, Span<float> response)
    {
        var half = Math.Max(1, (int)Math.Round((bandHeight - 1) / 2));
        var flank = Math.Max(1, (int)Math.Round(FlankShare * bandHeight));
        var band = (2 * half) + 1;
        var reach = half + flank;
        var height = strip.Length;
        var sums = new double[height + (2 * reach) + 1]; // beyond the page there is no ink
        for (var i = 0; i < sums.Length - 1; i++)
        {
            var y = i - reach;
            sums[i + 1] = sums[i] + (y >= 0 && y < height ? strip[y] : 0);
        }

        for (var y = 0; y < height; y++)
        {
            var bandTop = sums[y + flank];
            var bandBottom = sums[y + flank + band];
            var inside = (bandBottom - bandTop) / band;
            var above = (bandTop - sums[y]) / flank;
            var below = (sums[y + flank + band + flank] - bandBottom) / flank;
            response[y] = (float)(inside - (0.5 * (above + below)));
        }
    }
}
