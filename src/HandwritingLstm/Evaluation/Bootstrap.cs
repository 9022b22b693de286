using System.Numerics;
using System.Runtime.CompilerServices;
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
        var vectors = ((2 * rates.Count) + Vector<int>.Count - 1) / Vector<int>.Count;
        var table = new Vector<int>[checked(groupCount * vectors)]; // [group, rate: edits, truth length]
        var numbers = MemoryMarshal.Cast<Vector<int>, int>(table.AsSpan());
        var largest = 1;
        for (var rate = 0; rate < rates.Count; rate++)
        {
            for (var group = 0; group < groupCount; group++)
            {
                var first = (group * vectors * Vector<int>.Count) + (2 * rate);
                numbers[first] = checked((int)rates[rate][group].Edits);
                numbers[first + 1] = checked((int)rates[rate][group].TruthLength);
                largest = Math.Max(largest, Math.Max(numbers[first], numbers[first + 1]));
            }
        }

        var drawn = rates.Select(_ => new double[ResampleCount]).ToArray();
        Parallel.For(0, ResampleCount, resample =>
        {
            var sums = Draw(table, groupCount, largest, unchecked(((ulong)seed * ResampleCount) + (ulong)resample));
            for (var rate = 0; rate < drawn.Length; rate++)
            {
                drawn[rate][resample] = new EditCounts(sums[2 * rate], 0, 0, sums[(2 * rate) + 1]).Rate;
            }
        });
        return drawn;
    }

    /// <summary>The sums of as many groups as there are, drawn with replacement.</summary>
    /// <remarks>
    /// A stream of random numbers of its own for every draw, so that the result does not depend on the number of threads: SplitMix64,
    /// Steele, Lea and Flood, OOPSLA 2014. Memory is what this waits for, so the table is narrow and its sums are widened rarely.
    /// </remarks>
    private static long[] Draw(Vector<int>[] table, int groupCount, int largest, ulong seed)
    {
        var vectors = table.Length / groupCount;
        var sums = new long[vectors * Vector<int>.Count];
        Span<Vector<int>> narrow = stackalloc Vector<int>[vectors];
        var state = seed * 0xD1342543DE82EF95; // apart from the streams of neighbouring seeds
        for (var first = 0; first < groupCount;)
        {
            narrow.Clear();
            var end = (int)Math.Min(groupCount, first + (long)(int.MaxValue / largest));
            for (; first < end; first++)
            {
                state += 0x9E3779B97F4A7C15;
                var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
                mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
                var group = (int)Math.BigMul(mixed ^ (mixed >> 31), (ulong)groupCount, out _);
                ref var row = ref table[group * vectors];
                for (var v = 0; v < narrow.Length; v++)
                {
                    narrow[v] += Unsafe.Add(ref row, v);
                }
            }

            var counts = MemoryMarshal.Cast<Vector<int>, int>(narrow);
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += counts[i];
            }
        }

        return sums;
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
