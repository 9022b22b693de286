using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Evaluation;

/// <summary>Compares found baselines with true ones, as the cBAD competitions do.</summary>
/// <remarks>
/// T. Grüning, R. Labahn, M. Diem, F. Kleber, S. Fiel, "READ-BAD: A New Dataset and Evaluation Scheme for Baseline
/// Detection in Archival Documents", DAS 2018, section IV. A point counts fully up to a tolerance from the other
/// baseline, not at all from three times that on, and linearly between. Recall compares a true line with all that was
/// found, so a line found in pieces is found; precision pairs every found line with at most one true line. Distances
/// are |Δx| + |Δy|, as in the competitions' program.
/// </remarks>
public static class BaselineMeasure
{
    /// <summary>Compares the baselines of one page.</summary>
    /// <param name="truth">The true baselines, each of at least one point.</param>
    /// <param name="found">The found baselines, each of at least one point.</param>
    public static BaselineScores Compare(IReadOnlyList<IReadOnlyList<PagePoint>> truth, IReadOnlyList<IReadOnlyList<PagePoint>> found)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(found);
        if (truth.Count == 0 || found.Count == 0)
        {
            return new(found.Count == 0 ? 1 : 0, truth.Count == 0 ? 1 : 0);
        }

        var trueLines = truth.Select(SampledBaseline.Of).ToArray();
        var foundLines = found.Select(SampledBaseline.Of).ToArray();
        var tolerances = BaselineTolerances.Of(trueLines);

        var recall = 0.0;
        for (var i = 0; i < trueLines.Length; i++)
        {
            recall += Coverage(trueLines[i], foundLines, tolerances[i]);
        }

        return new(PairedCoverage(trueLines, foundLines, tolerances) / foundLines.Length, recall / trueLines.Length);
    }

    /// <summary>Sum over found lines of how much of each lies on its true line; pairs are taken greedily, the best first.</summary>
    private static double PairedCoverage(SampledBaseline[] truth, SampledBaseline[] found, double[] tolerances)
    {
        var pairs = new List<(double Coverage, int Found, int Truth)>();
        for (var i = 0; i < found.Length; i++)
        {
            for (var j = 0; j < truth.Length; j++)
            {
                if (Coverage(found[i], [truth[j]], tolerances[j]) is > 0 and var coverage)
                {
                    pairs.Add((coverage, i, j));
                }
            }
        }

        var isFoundPaired = new bool[found.Length];
        var isTruthPaired = new bool[truth.Length];
        var sum = 0.0;
        foreach (var (coverage, i, j) in pairs.OrderByDescending(pair => pair.Coverage))
        {
            if (!isFoundPaired[i] && !isTruthPaired[j])
            {
                isFoundPaired[i] = isTruthPaired[j] = true;
                sum += coverage;
            }
        }

        return sum;
    }

    /// <summary>The share of a line's points that lie on any of other lines, 0 to 1.</summary>
    private static double Coverage(SampledBaseline line, SampledBaseline[] others, double tolerance)
    {
        var near = others.Where(other => other.IsWithin(line, 3 * tolerance)).ToArray();
        var sum = 0.0;
        foreach (var point in line.Points)
        {
            var distance = double.PositiveInfinity;
            foreach (var other in near)
            {
                distance = Math.Min(distance, other.DistanceTo(point));
            }

            sum += distance <= tolerance ? 1 : Math.Max(0, ((3 * tolerance) - distance) / (2 * tolerance));
        }

        return sum / line.Points.Count;
    }
}
