namespace HandwritingLstm.Imaging;

/// <summary>Finds the shear that makes slanted writing upright.</summary>
/// <remarks>
/// A. Vinciarelli, J. Luettin, "A new normalization technique for cursive handwritten words", Pattern Recognition
/// Letters 22, 2001, section 4: among all shears the best has the longest unbroken vertical strokes; each column counts
/// the square of its stroke. The authors drop columns that hold more than one stroke; we add up the squares of all
/// strokes of a column instead, so that a line through the writing does not silence all columns.
/// </remarks>
internal static class SlantCorrector
{
    private const int LargestDegrees = 45;
    private const int CoarseDegrees = 5;

    /// <summary>Finds the slant of a line.</summary>
    /// <param name="strokes">The line's stroke pixels.</param>
    /// <returns>The tangent of the angle to the vertical, −1 to 1: positive leans to the right.</returns>
    public static float Estimate(StrokePixels strokes)
    {
        var runs = new int[strokes.Width + (2 * strokes.Height)];
        var lastRows = new int[runs.Length];
        var best = 0;
        var bestScore = -1L;
        for (var degrees = -LargestDegrees; degrees <= LargestDegrees; degrees += CoarseDegrees)
        {
            Try(degrees);
        }

        var coarse = best;
        for (var degrees = coarse - CoarseDegrees + 1; degrees < coarse + CoarseDegrees; degrees++)
        {
            if (degrees != coarse && Math.Abs(degrees) <= LargestDegrees)
            {
                Try(degrees);
            }
        }

        return Tangent(best);

        void Try(int degrees)
        {
            var score = Score(strokes, Tangent(degrees), runs, lastRows);
            if (score > bestScore || (score == bestScore && Math.Abs(degrees) < Math.Abs(best)))
            {
                (best, bestScore) = (degrees, score);
            }
        }
    }

    private static float Tangent(int degrees) => (float)Math.Tan(degrees * Math.PI / 180);

    /// <summary>Sum over all columns of the squares of the lengths of unbroken vertical strokes.</summary>
    private static long Score(StrokePixels strokes, float shear, int[] runs, int[] lastRows)
    {
        Array.Clear(runs);
        Array.Fill(lastRows, -2);
        var score = 0L;
        for (var y = 0; y < strokes.Height; y++)
        {
            // Sheared by at most the height to either side.
            var shift = strokes.Height + (int)MathF.Round((y - (strokes.Height / 2)) * shear);
            foreach (var column in strokes.Row(y))
            {
                var x = column + shift;
                var run = lastRows[x] == y - 1 ? runs[x] : 0;
                runs[x] = run + 1;
                lastRows[x] = y;
                score += (2 * run) + 1; // (run + 1)² − run²
            }
        }

        return score;
    }
}
