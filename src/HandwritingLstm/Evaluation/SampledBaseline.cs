using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Evaluation;

/// <summary>A baseline as evenly spaced points, which makes counting points the same as measuring length.</summary>
internal sealed class SampledBaseline
{
    /// <summary>Pixels from one point to the next on lines of more than 100 pixels.</summary>
    public const int Spacing = 5;

    private const int LeastPoints = 20; // shorter lines have a point for every pixel, but not more than these

    private SampledBaseline(List<PagePoint> points)
    {
        Points = points;
        Left = points.Min(point => point.X);
        Right = points.Max(point => point.X);
        Top = points.Min(point => point.Y);
        Bottom = points.Max(point => point.Y);
    }

    /// <summary>The points along the line.</summary>
    public IReadOnlyList<PagePoint> Points { get; }

    /// <summary>The least x.</summary>
    public float Left { get; }

    /// <summary>The greatest x.</summary>
    public float Right { get; }

    /// <summary>The least y.</summary>
    public float Top { get; }

    /// <summary>The greatest y.</summary>
    public float Bottom { get; }

    /// <summary>Samples a baseline; lengths are max(|Δx|, |Δy|), so that a step is a pixel.</summary>
    public static SampledBaseline Of(IReadOnlyList<PagePoint> line)
    {
        if (line.Count == 0)
        {
            throw new ArgumentException("A baseline has at least one point.", nameof(line));
        }

        var length = 0f;
        for (var i = 1; i < line.Count; i++)
        {
            length += Step(line[i - 1], line[i]);
        }

        var pixels = (int)length;
        var count = Math.Min(pixels + 1, Math.Max(LeastPoints, (pixels / Spacing) + 1));
        var points = new List<PagePoint>(count) { line[0] };
        var segment = 1;
        var walked = 0f; // up to the segment's first point
        for (var i = 1; i < count; i++)
        {
            var at = length * i / (count - 1);
            while (segment < line.Count - 1 && walked + Step(line[segment - 1], line[segment]) < at)
            {
                walked += Step(line[segment - 1], line[segment]);
                segment++;
            }

            var (from, to) = (line[segment - 1], line[segment]);
            var share = Math.Clamp((at - walked) / Math.Max(Step(from, to), 1e-6f), 0, 1);
            points.Add(new(from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y))));
        }

        return new(points);
    }

    /// <summary>Whether the boxes around two lines are less than a distance apart.</summary>
    public bool IsWithin(SampledBaseline other, double distance) =>
        Left - other.Right < distance && other.Left - Right < distance && Top - other.Bottom < distance && other.Top - Bottom < distance;

    /// <summary>The distance |Δx| + |Δy| to the nearest point of the line.</summary>
    public double DistanceTo(PagePoint point)
    {
        var least = float.PositiveInfinity;
        foreach (var mine in Points)
        {
            least = MathF.Min(least, MathF.Abs(mine.X - point.X) + MathF.Abs(mine.Y - point.Y));
        }

        return least;
    }

    private static float Step(PagePoint from, PagePoint to) => MathF.Max(MathF.Abs(to.X - from.X), MathF.Abs(to.Y - from.Y));
}
