namespace HandwritingLstm.Segmentation;

/// <summary>Finds how far a page is turned.</summary>
/// <remarks>
/// W. Postl, "Detection of linear oblique structures and skew scan in digitized documents", ICPR 1986: along the
/// writing's direction the ink of neighbouring rows differs most.
/// </remarks>
internal static class PageSkew
{
    private const double LargestDegrees = 12;
    private const double CoarseDegrees = 0.5;
    private const double FineDegrees = 0.1;
    private const int MostPoints = 60_000; // more do not change the angle
    private const int RowHeight = 2; // pixels of a row of the projection

    /// <summary>Estimates the skew.</summary>
    /// <param name="strokes">The strokes of a page of about 1000 pixels.</param>
    /// <returns>Degrees, within ±12; positive: lines fall to the right.</returns>
    public static double Estimate(StrokeMask strokes)
    {
        var points = Sample(strokes);
        var rows = new int[((strokes.Width + strokes.Height) / RowHeight) + 2];
        var best = 0.0;
        var bestScore = Score(points, 0, rows, strokes.Width);
        for (var degrees = -LargestDegrees; degrees <= LargestDegrees; degrees += CoarseDegrees)
        {
            Try(degrees);
        }

        var coarse = best;
        for (var degrees = coarse - CoarseDegrees + FineDegrees; degrees < coarse + CoarseDegrees; degrees += FineDegrees)
        {
            Try(degrees);
        }

        return best;

        void Try(double degrees)
        {
            var score = Score(points, degrees, rows, strokes.Width);
            if (score > bestScore)
            {
                (best, bestScore) = (degrees, score);
            }
        }
    }

    private static List<(int X, int Y)> Sample(StrokeMask strokes)
    {
        var count = strokes.Pixels.AsSpan().Count(true);
        var step = Math.Max(1, count / MostPoints);
        var points = new List<(int X, int Y)>((count / step) + 1);
        var seen = 0;
        for (var i = 0; i < strokes.Pixels.Length; i++)
        {
            if (strokes.Pixels[i] && seen++ % step == 0)
            {
                points.Add((i % strokes.Width, i / strokes.Width));
            }
        }

        return points;
    }

    /// <summary>Sum of the squared differences between rows of ink seen along an angle.</summary>
    private static double Score(List<(int X, int Y)> points, double degrees, int[] rows, int width)
    {
        Array.Clear(rows);
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var offset = Math.Max(0, width * sin); // the least of −x · sin, made positive
        foreach (var (x, y) in points)
        {
            rows[(int)(((y * cos) - (x * sin) + offset) / RowHeight)]++;
        }

        var score = 0.0;
        for (var i = 1; i < rows.Length; i++)
        {
            double difference = rows[i] - rows[i - 1];
            score += difference * difference;
        }

        return score;
    }
}
