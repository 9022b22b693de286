namespace HandwritingLstm.Evaluation;

/// <summary>How far an error rate may be trusted, found by drawing the measured groups again and again with replacement.</summary>
/// <remarks>
/// Efron, "Bootstrap Methods: Another Look at the Jackknife", Annals of Statistics 1979; percentile interval. A group is a line, or
/// all lines of a writer: lines of one hand are alike, so drawing writers tells more honestly what new writers would bring.
/// </remarks>
internal static class Bootstrap
{
    /// <summary>Number of draws. 1000 leave the ends of a 95 % interval uncertain by a few hundredths of its width.</summary>
    public const int ResampleCount = 1000;

    private const int Seed = 20060625; // any will do; a fixed one makes reports repeatable

    /// <summary>The 95 % interval of the groups' common rate.</summary>
    /// <param name="groups">The counts of every group; at least one.</param>
    public static ConfidenceInterval Interval(IReadOnlyList<EditCounts> groups)
    {
        var random = new Random(Seed);
        var rates = new double[ResampleCount];
        for (var resample = 0; resample < ResampleCount; resample++)
        {
            var sum = default(EditCounts);
            for (var i = 0; i < groups.Count; i++)
            {
                sum += groups[random.Next(groups.Count)];
            }

            rates[resample] = sum.Rate;
        }

        Array.Sort(rates);
        return new ConfidenceInterval(Quantile(rates, 0.025), Quantile(rates, 0.975));
    }

    /// <summary>The quantile of sorted values, linear between neighbours.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
