using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Evaluation;

/// <summary>How far from a true baseline a point may lie: a quarter of the distance to the next line.</summary>
/// <remarks>Grüning et al., DAS 2018, section IV-B: the least distance across the line's direction, at most the mean of the page.</remarks>
internal static class BaselineTolerances
{
    private const double Share = 0.25;
    private const double FarthestLine = 250; // pixels: what is farther is no neighbour
    private const double Beside = 2 * SampledBaseline.Spacing; // pixels along the line that still count as "above" or "below"

    /// <summary>The tolerance of every line in pixels.</summary>
    public static double[] Of(IReadOnlyList<SampledBaseline> lines)
    {
        var distances = lines.Select(line => DistanceToNext(line, lines)).ToArray();
        var known = distances.Where(distance => distance < FarthestLine && distance > 0).ToArray();
        var mean = known.Length == 0 ? FarthestLine : known.Average();
        return [.. distances.Select(distance => Share * (distance == 0 ? mean : Math.Min(distance, mean)))];
    }

    private static double DistanceToNext(SampledBaseline line, IReadOnlyList<SampledBaseline> lines)
    {
        var (alongX, alongY) = Direction(line.Points);
        var least = FarthestLine;
        foreach (var other in lines)
        {
            if (ReferenceEquals(other, line) || !OverlapsAlong(line.Points, other.Points))
            {
                continue;
            }

            foreach (var a in line.Points)
            {
                foreach (var b in other.Points)
                {
                    if (Math.Abs(Along(b) - Along(a)) <= Beside)
                    {
                        least = Math.Min(least, Math.Abs(((b.X - a.X) * alongY) - ((b.Y - a.Y) * alongX)));
                    }
                }
            }
        }

        return least;

        double Along(PagePoint point) => (point.X * alongX) + (point.Y * alongY);

        bool OverlapsAlong(IReadOnlyList<PagePoint> a, IReadOnlyList<PagePoint> b)
        {
            var (a1, a2, b1, b2) = (Along(a[0]), Along(a[^1]), Along(b[0]), Along(b[^1]));
            return Math.Min(a1, a2) <= Math.Max(b1, b2) && Math.Min(b1, b2) <= Math.Max(a1, a2);
        }
    }

    /// <summary>The direction of the least-squares line, of length 1.</summary>
    private static (double X, double Y) Direction(IReadOnlyList<PagePoint> points)
    {
        var meanX = points.Average(point => (double)point.X);
        var meanY = points.Average(point => (double)point.Y);
        var variance = points.Sum(point => (point.X - meanX) * (point.X - meanX));
        if (variance == 0)
        {
            return points.Count > 1 ? (0, 1) : (1, 0);
        }

        var slope = points.Sum(point => (point.X - meanX) * (point.Y - meanY)) / variance;
        var length = Math.Sqrt(1 + (slope * slope));
        return (1 / length, slope / length);
    }
}
