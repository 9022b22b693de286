namespace HandwritingLstm.Imaging;

/// <summary>Finds the shear that makes slanted writing upright.</summary>
/// <remarks>
/// A. Vinciarelli, J. Luettin, "A new normalization technique for cursive handwritten words", Pattern Recognition
/// Letters 22, 2001, section 4: among all shears the best gathers the ink in the tallest columns, measured by the sum
/// of the squares of the columns' ink. The authors count only columns that hold one unbroken stroke. On pixels that
/// condition favours 0° and 45°, where strokes and shear step alike, and a line through the writing silences all
/// columns; so every column counts here, smoothed over its neighbours to hide the steps.
/// </remarks>
internal static class SlantCorrector
{
    private const int LargestDegrees = 50; // one tenth of French hands around 1900 lean by more than 45°
    private const int CoarseDegrees = 5;

    /// <summary>Finds the slant of a line.</summary>
    /// <param name="strokes">The line's stroke pixels.</param>
    /// <returns>The tangent of the angle to the vertical, within ±tan 50°: positive leans to the right.</returns>
    public static float Estimate(StrokePixels strokes)
    {
        var margin = (int)(strokes.Height * Tangent(LargestDegrees)) + 2;
        var columns = new int[strokes.Width + (2 * margin)];
        var best = 0;
        var bestScore = Score(strokes, 0, columns, margin);
        for (var degrees = -LargestDegrees; degrees <= LargestDegrees; degrees += CoarseDegrees)
        {
            Try(degrees);
        }

        var coarse = best;
        for (var degrees = coarse - CoarseDegrees + 1; degrees < coarse + CoarseDegrees; degrees++)
        {
            Try(Math.Clamp(degrees, -LargestDegrees, LargestDegrees));
        }

        return Tangent(best);

        void Try(int degrees)
        {
            var score = Score(strokes, Tangent(degrees), columns, margin);
            if (score > bestScore)
            {
                (best, bestScore) = (degrees, score);
            }
        }
    }

    private static float Tangent(int degrees) => (float)Math.Tan(degrees * Math.PI / 180);

    /// <summary>Sum of the squares of the columns' ink, smoothed by 1, 2, 1, after a shear.</summary>
    private static long Score(StrokePixels strokes, float shear, int[] columns, int margin)
    {
        Array.Clear(columns);
        for (var y = 0; y < strokes.Height; y++)
        {
            var shift = margin + (int)MathF.Round((y - (strokes.Height / 2f)) * shear);
            foreach (var x in strokes.Row(y))
            {
                columns[x + shift]++;
            }
        }

        var score = 0L;
        for (var x = 1; x < columns.Length - 1; x++)
        {
            long smooth = columns[x - 1] + (2 * columns[x]) + columns[x + 1];
            score += smooth * smooth;
        }

        return score;
    }
}
