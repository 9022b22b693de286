namespace HandwritingLstm.Training.Data;

/// <summary>The course of the pen through the points of a stroke, which are equal times apart.</summary>
/// <remarks>The unit is the point: a tablet that looks twice as often wants four times as many passes.</remarks>
internal static class PenCourse
{
    // The width of the smoothing is the root of half of them, 5.7 points: a third of a small letter's loop.
    private const int Passes = 64;

    /// <summary>Rounds the course, as a quicker hand would write it, or makes it more pronounced.</summary>
    /// <param name="points">One coordinate of the points of a stroke.</param>
    /// <param name="share">1 = smoothed, 0 = as it was, below 0 = further from the smoothed one.</param>
    /// <returns>The points, the first and the last of them where they were.</returns>
    public static float[] Round(float[] points, float share)
    {
        if (share == 0 || points.Length < 3)
        {
            return points;
        }

        var smooth = (float[])points.Clone();
        for (var pass = 0; pass < Passes; pass++)
        {
            var before = smooth[0];
            for (var i = 1; i < smooth.Length - 1; i++)
            {
                var here = smooth[i];
                smooth[i] = (before + here + here + smooth[i + 1]) / 4;
                before = here;
            }
        }

        for (var i = 0; i < smooth.Length; i++)
        {
            smooth[i] = points[i] + (share * (smooth[i] - points[i]));
        }

        return smooth;
    }
}
