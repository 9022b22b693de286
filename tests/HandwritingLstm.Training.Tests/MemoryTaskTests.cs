using MemoryTask;

namespace HandwritingLstm.Training.Tests;

/// <summary>The sample samples/memory-task, made small.</summary>
[TestClass]
public sealed class MemoryTaskTests
{
    private static readonly RecallCell _simple = RecallCell.All[0];
    private static readonly RecallCell _lstm = RecallCell.All.Single(cell => cell is { Letters: "L", GatesKnowTheGap: true });

    [TestMethod]
    public void Simple_network_recalls_over_a_short_gap_and_LSTM_over_a_long_one_too()
    {
        const int Steps = 400;
        Assert.IsGreaterThan(0.95, new Trial(_simple, Gap: 4, Steps, Seed: 1).Run());
        Assert.IsGreaterThan(0.95, new Trial(_lstm, Gap: 4, Steps, Seed: 1).Run());
        Assert.IsLessThan(0.4, new Trial(_simple, Gap: 40, Steps, Seed: 1).Run()); // a guess is right once in four times
        Assert.IsGreaterThan(0.95, new Trial(_lstm, Gap: 40, Steps, Seed: 1).Run());
    }

    [TestMethod]
    public void Table_has_a_row_for_each_cell_and_is_the_same_every_time()
    {
        var table = Table();
        var rows = table.Split(Environment.NewLine)[..^1];
        Assert.HasCount(2 + RecallCell.All.Count, rows);
        Assert.AreEqual("| gap | 3 | 8 |", rows[0]);
        foreach (var (cell, row) in RecallCell.All.Zip(rows[2..]))
        {
            Assert.MatchesRegex(@"^\| .+ \| \d+ % \| \d+ % \|$", row);
            Assert.StartsWith($"| {cell.Name} |", row);
        }

        Assert.AreEqual(table, Table());
    }

    private static string Table()
    {
        using var output = new StringWriter();
        RecallTable.Write(output, RecallCell.All, [3, 8], [1, 2], steps: 20);
        return output.ToString();
    }
}
