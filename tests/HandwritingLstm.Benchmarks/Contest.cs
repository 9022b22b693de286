using System.Globalization;

namespace HandwritingLstm.Benchmarks;

/// <summary>Measures contenders in turn, so that a change of the machine's mood hits all of them, and prints a table.</summary>
internal static class Contest
{
    /// <summary>Measures every contender once for nothing and then <paramref name="rounds"/> times, interleaved.</summary>
    /// <returns>The median of each contender.</returns>
    public static double[] Hold(IReadOnlyList<IContender> contenders, int rounds)
    {
        var measured = contenders.Select(_ => new List<double>()).ToArray();
        foreach (var contender in contenders)
        {
            _ = contender.Measure();
        }

        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < contenders.Count; i++)
            {
                measured[i].Add(contenders[i].Measure());
            }
        }

        return [.. measured.Select(Median)];
    }

    /// <summary>Holds a contest and prints it: name, median, and how many times faster the first contender is.</summary>
    public static void Print(string unit, IReadOnlyList<IContender> contenders, int rounds)
    {
        var medians = Hold(contenders, rounds);
        Console.WriteLine($"| | {unit} | ours is faster by |");
        Console.WriteLine("|---|---|---|");
        for (var i = 0; i < medians.Length; i++)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {contenders[i].Name} | {medians[i]:0.0} | {(i == 0 ? "" : $"{medians[0] / medians[i]:0.0}×")} |"));
        }
    }

    /// <summary>The middle value.</summary>
    public static double Median(List<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1
            ? sorted[sorted.Length / 2]
            : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
