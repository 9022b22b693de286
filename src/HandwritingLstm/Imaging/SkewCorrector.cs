namespace HandwritingLstm.Imaging;

/// <summary>Finds how steeply a line of writing climbs or falls.</summary>
/// <remarks>
/// W. Postl, "Detection of linear oblique structures and skew scan in digitized documents", ICPR 1986: the rows' ink is
/// most unevenly distributed when the writing is level. A slope must beat the level line clearly, since in a short word
/// ascenders and descenders alone can feign one.
/// </remarks>
internal static class SkewCorrector
{
    private const double LargestDegrees = 5;
    private const double CoarseDegrees = 1;
    private const double FineDegrees = 0.25;
    private const double ClearGain = 1.02;

    /// <summary>Finds the slope of a line.</summary>
    /// <param name="strokes">The line's stroke pixels.</param>
    /// <param name="slant">The slant that will be corrected first: Δx per Δy.</param>
    /// <returns>Rows per column, within ±tan 5°: positive falls to the right; 0 for lines shorter than three heights.</returns>
    public static float Estimate(StrokePixels strokes, float slant)
    {
        if (strokes.Width < 3 * strokes.Height)
        {
            return 0;
        }

        var rise = (int)Math.Ceiling((strokes.Width + strokes.Height) * Tangent(LargestDegrees)) + 1;
        var rows = new int[strokes.Height + (2 * rise) + 1];
        var best = 0.0;
        var bestScore = ClearGain * Score(strokes, slant, 0, rows, rise);
        for (var degrees = -LargestDegrees; degrees <= LargestDegrees; degrees += CoarseDegrees)
        {
            Try(degrees);
        }

        var coarse = best;
        for (var degrees = coarse - CoarseDegrees + FineDegrees; degrees < coarse + CoarseDegrees; degrees += FineDegrees)
        {
            Try(Math.Clamp(degrees, -LargestDegrees, LargestDegrees));
        }

        return Tangent(best);

        void Try(double degrees)
        {
            var score = Score(strokes, slant, Tangent(degrees), rows, rise);
            if (score > bestScore)
            {
                (best, bestScore) = (degrees, score);
            }
        }
    }

    private static float Tangent(double degrees) => (float)Math.Tan(degrees * Math.PI / 180);

    /// <summary>Sum of the squares of the rows' ink, after levelling by a slope.</summary>
    private static double Score(StrokePixels strokes, float slant, float slope, int[] rows, int offset)
    {
        Array.Clear(rows);
        var centreX = strokes.Width / 2f;
        var centreY = strokes.Height / 2f;
        for (var y = 0; y < strokes.Height; y++)
        {
            var start = offset + y + 0.5f - (slope * (((y - centreY) * slant) - centreX)); // positive: truncated = rounded
            foreach (var x in strokes.Row(y))
            {
                rows[float.ConvertToIntegerNative<int>(start - (slope * x))]++;
            }
        }

        var score = 0.0;
        foreach (var count in rows)
        {
            score += (double)count * count;
        }

        return score;
    }
}
