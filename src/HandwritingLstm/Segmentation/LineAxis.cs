namespace HandwritingLstm.Segmentation;

/// <summary>A line's baseline as a path of unit steps, with the direction across it at every step.</summary>
internal sealed class LineAxis
{
    private const int SlopeReach = 40; // pixels to either side over which the direction is measured: letters do not tilt with every kink

    private const float SteepestExtension = 1;

    private LineAxis(IReadOnlyList<PagePoint> points, IReadOnlyList<PagePoint> normals)
    {
        Points = points;
        Normals = normals;
    }

    /// <summary>Points one pixel apart, from left to right: those of the baseline, and beyond its ends as far as the polygon reaches.</summary>
    public IReadOnlyList<PagePoint> Points { get; }

    /// <summary>For every point, the direction downwards across the line, of length 1.</summary>
    public IReadOnlyList<PagePoint> Normals { get; }

    /// <summary>The axis of a line.</summary>
    /// <param name="line">The line; without a baseline, the middle between its polygon's upper and lower edge at either end is the axis.</param>
    /// <param name="polygon">The line's polygon.</param>
    /// <exception cref="RecognitionException">The baseline is longer than <see cref="LineCutter.LargestSide"/>.</exception>
    public static LineAxis Of(TextLine line, PolygonMask polygon)
    {
        var baseline = line.Baseline.OrderBy(point => point.X).ToList();
        if (baseline.Count < 2 || baseline[^1].X - baseline[0].X < 1)
        {
            var middle = (polygon.Top + polygon.Bottom) / 2f;
            baseline = [new(polygon.Left, middle), new(polygon.Right, middle)];
        }

        // Beyond its ends the baseline goes on level with its whole direction; a steep one, of a note in the margin, would soon leave the page.
        var slope = Math.Clamp((baseline[^1].Y - baseline[0].Y) / (baseline[^1].X - baseline[0].X), -SteepestExtension, SteepestExtension);
        var (left, right) = (line.Polygon.Min(point => point.X), line.Polygon.Max(point => point.X));
        if (left < baseline[0].X)
        {
            baseline.Insert(0, new(left, baseline[0].Y - (slope * (baseline[0].X - left))));
        }

        if (right > baseline[^1].X)
        {
            baseline.Add(new(right, baseline[^1].Y + (slope * (right - baseline[^1].X))));
        }

        var length = baseline.Zip(baseline.Skip(1), Distance).Sum();
        if (!(length <= LineCutter.LargestSide)) // nor is one that is no number
        {
            throw new RecognitionException(FormattableString.Invariant(
                $"The baseline of line {line.Id} is {length:0} pixels long, but at most {LineCutter.LargestSide} are accepted; are its points right?"));
        }

        var points = UnitSteps(baseline);
        return new(points, [.. Enumerable.Range(0, points.Count).Select(i => NormalAt(points, i))]);
    }

    /// <summary>How far corners reach above and below the axis, in whole pixels; at least 1 in all.</summary>
    public (int Above, int Below) Reach(IReadOnlyList<PagePoint> corners)
    {
        var (above, below) = (0f, 1f);
        foreach (var corner in corners)
        {
            var nearest = 0;
            for (var i = 1; i < Points.Count; i++)
            {
                nearest = Math.Abs(Points[i].X - corner.X) < Math.Abs(Points[nearest].X - corner.X) ? i : nearest;
            }

            var off = ((corner.X - Points[nearest].X) * Normals[nearest].X) + ((corner.Y - Points[nearest].Y) * Normals[nearest].Y);
            (above, below) = (Math.Max(above, -off), Math.Max(below, off));
        }

        return ((int)Math.Ceiling(above), (int)Math.Ceiling(below));
    }

    private static List<PagePoint> UnitSteps(List<PagePoint> chain)
    {
        var points = new List<PagePoint> { chain[0] };
        var left = 1f; // of the step that is under way
        for (var i = 1; i < chain.Count; i++)
        {
            var (from, to) = (chain[i - 1], chain[i]);
            var length = Distance(from, to);
            var at = left;
            for (; at <= length; at++)
            {
                points.Add(new(from.X + (at / length * (to.X - from.X)), from.Y + (at / length * (to.Y - from.Y))));
            }

            left = at - length;
        }

        return points;
    }

    private static float Distance(PagePoint from, PagePoint to) => MathF.Sqrt(((to.X - from.X) * (to.X - from.X)) + ((to.Y - from.Y) * (to.Y - from.Y)));

    private static PagePoint NormalAt(List<PagePoint> points, int i)
    {
        var (from, to) = (points[Math.Max(0, i - SlopeReach)], points[Math.Min(points.Count - 1, i + SlopeReach)]);
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = MathF.Sqrt((dx * dx) + (dy * dy));
        return length == 0 ? new(0, 1) : new(-dy / length, dx / length);
    }
}
