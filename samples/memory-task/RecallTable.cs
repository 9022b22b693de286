using System.Globalization;

namespace MemoryTask;

/// <summary>How much of what was to be remembered each cell recalls after each gap.</summary>
internal static class RecallTable
{
    /// <summary>Trains a network for each cell, gap and seed, and writes a table as soon as all are there.</summary>
    /// <param name="output">Receives the table.</param>
    /// <param name="cells">The rows.</param>
    /// <param name="gaps">The columns: distractors between the symbol and the question.</param>
    /// <param name="seeds">Networks of each kind; a cell of the table shows their mean.</param>
    /// <param name="steps">Steps of training.</param>
    public static void Write(
        TextWriter output, IReadOnlyList<RecallCell> cells, IReadOnlyList<int> gaps, IReadOnlyList<int> seeds, int steps)
    {
        var trials = (
            from cell in cells
            from gap in gaps
            from seed in seeds
            select new Trial(cell, gap, steps, seed)).ToArray();
        var recalled = new double[trials.Length];

        // The longest first, each on one core: the cores end at about the same time, and results repeat bit for bit.
        var order = Enumerable.Range(0, trials.Length).OrderByDescending(i => trials[i].Gap);
        Parallel.ForEach(order, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => recalled[i] = trials[i].Run());

        output.WriteLine($"| gap | {string.Join(" | ", gaps.Select(gap => gap.ToString(CultureInfo.InvariantCulture)))} |");
        output.WriteLine($"|---|{string.Concat(gaps.Select(_ => "---|"))}");
        for (var row = 0; row < cells.Count; row++)
        {
            var shares = Enumerable.Range(0, gaps.Count)
                .Select(column => recalled.Skip(((row * gaps.Count) + column) * seeds.Count).Take(seeds.Count).Average())
                .Select(share => share.ToString("0 %", CultureInfo.InvariantCulture));
            output.WriteLine($"| {cells[row].Name} | {string.Join(" | ", shares)} |");
        }
    }
}
