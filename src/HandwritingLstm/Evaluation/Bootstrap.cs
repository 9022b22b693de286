using System.Numerics;
using System.Runtime.InteropServices;

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
    public static ConfidenceInterval Interval(IReadOnlyList<EditCounts> groups) => Interval(Resample([groups])[0]);

    /// <summary>The 95 % interval of drawn values.</summary>
    /// <param name="drawn">The values, in any order; they are not changed.</param>
    public static ConfidenceInterval Interval(double[] drawn)
    {
        var sorted = drawn.Order().ToArray();
        return new ConfidenceInterval(Quantile(sorted, 0.025), Quantile(sorted, 0.975));
    }

    /// <summary>Several rates of the same groups, each time over the same draw, so that draws can be compared pair by pair.</summary>
    /// <param name="rates">Counts, shape [rate, group]; at least one rate and one group.</param>
    /// <param name="seed">Decides what is drawn.</param>
    /// <returns>Rates as fractions, shape [rate, <see cref="ResampleCount"/>].</returns>
    public static double[][] Resample(IReadOnlyList<IReadOnlyList<EditCounts>> rates, int seed = Seed)
    {
        var groupCount = rates[0].Count;
        var vectors = ((2 * rates.Count) + Vector<long>.Count - 1) / Vector<long>.Count;
        var table = new Vector<long>[checked(groupCount * vectors)]; // [group, rate: edits, truth length]
        var numbers = MemoryMarshal.Cast<Vector<long>, long>(table.AsSpan());
        for (var rate = 0; rate < rates.Count; rate++)
        {
            for (var group = 0; group < groupCount; group++)
            {
                var first = (group * vectors * Vector<long>.Count) + (2 * rate);
                numbers[first] = rates[rate][group].Edits;
                numbers[first + 1] = rates[rate][group].TruthLength;
            }
        }

        var drawn = rates.Select(_ => new double[ResampleCount]).ToArray();
        Parallel.For(0, ResampleCount, () => new Vector<long>[vectors], (resample, _, sums) =>
        {
            // A stream of its own for every draw: the result does not depend on the number of threads.
            var random = new Random(unchecked((seed * ResampleCount) + resample));
            Array.Clear(sums);
            for (var i = 0; i < groupCount; i++)
            {
                var row = table.AsSpan(random.Next(groupCount) * vectors, sums.Length);
                for (var v = 0; v < sums.Length; v++)
                {
                    sums[v] += row[v];
                }
            }

            var sum = MemoryMarshal.Cast<Vector<long>, long>(sums.AsSpan());
            for (var rate = 0; rate < drawn.Length; rate++)
            {
                drawn[rate][resample] = new EditCounts(sum[2 * rate], 0, 0, sum[(2 * rate) + 1]).Rate;
            }

            return sums;
        }, _ => { });
        return drawn;
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
