namespace HandwritingLstm.Training.Synthesis;

/// <summary>The outline of a glyph: closed contours of points, curves already cut into short lines.</summary>
/// <param name="Contours">Each x, y, x, y, … in em, y upwards; the last point joins the first.</param>
internal sealed record GlyphOutline(IReadOnlyList<float[]> Contours)
{
    /// <summary>Twice the area, by its sign: negative where the outer contours run clockwise, as in TrueType.</summary>
    public double SignedArea => Contours.Sum(AreaOf);

    /// <summary>The outline made bolder or thinner: every point moves along its normal.</summary>
    /// <param name="distance">How far, in em; negative = thinner.</param>
    public GlyphOutline Embolden(float distance)
    {
        var outward = SignedArea < 0 ? -distance : distance; // to the right of the way in a counter-clockwise contour
        return new GlyphOutline([.. Contours.Select(contour => Offset(contour, outward))]);
    }

    private static double AreaOf(float[] contour)
    {
        var area = 0.0;
        for (var i = 0; i < contour.Length; i += 2)
        {
            var next = (i + 2) % contour.Length;
            area += ((double)contour[i] * contour[next + 1]) - ((double)contour[next] * contour[i + 1]);
        }

        return area;
    }

    private static float[] Offset(float[] contour, float distance)
    {
        var moved = new float[contour.Length];
        for (var i = 0; i < contour.Length; i += 2)
        {
            var (before, after) = ((i - 2 + contour.Length) % contour.Length, (i + 2) % contour.Length);
            var (alongX, alongY) = (contour[after] - contour[before], contour[after + 1] - contour[before + 1]);
            var length = MathF.Sqrt((alongX * alongX) + (alongY * alongY));
            moved[i] = contour[i] + (length > 0 ? distance * alongY / length : 0);
            moved[i + 1] = contour[i + 1] - (length > 0 ? distance * alongX / length : 0);
        }

        return moved;
    }
}
