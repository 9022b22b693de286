using System.Text.Json;

namespace HandwritingLstm.Reliability;

/// <summary>Runs are killed at random moments and begun again, folder after folder, until so many were killed.</summary>
/// <param name="kills">How many.</param>
/// <param name="items">Pages in the folder.</param>
/// <param name="seed">Another seed kills elsewhere.</param>
internal sealed class KillTrial(int kills, int items, int seed) : Trial
{
    private readonly Random _random = new(seed);

    /// <inheritdoc/>
    public override bool Run(Bench bench)
    {
        var input = DrawnPages.Write(bench.Make("in"), items);
        var whole = bench.MakeAnew("whole");
        var unbroken = bench.Transcribe(input, whole, "--format", "text,page,alto");
        if (unbroken.In != items || unbroken.Done != items)
        {
            Console.WriteLine(unbroken.Error);
            return false;
        }

        var expected = Bench.Results(whole);
        Say($"unbroken: {items} pages in {unbroken.Duration.TotalSeconds:0.0} s");
        var (killed, folders, wrong, lost, twice, claimed) = (0, 0, 0, 0, 0, 0);
        while (killed < kills)
        {
            var output = bench.MakeAnew("broken");
            folders++;
            while (killed < kills && KillOnce(bench, input, output, unbroken.Duration))
            {
                killed++;
                claimed += ClaimedButMissing(output);
            }

            var last = bench.Transcribe(input, output, "--format", "text,page,alto");
            lost += items - last.Done;
            wrong += string.Equals(expected, Bench.Results(output), StringComparison.Ordinal) ? 0 : 1;
            twice += Bench.Ledger(output).GroupBy(Item, StringComparer.Ordinal).Count(group => group.Count() > 1);
        }

        Say($"killed {killed} runs over {folders} folders of {items} pages: {lost} pages lost, {twice} pages done twice, {wrong} folders that differ from the unbroken run, {claimed} results claimed before they were there");
        return lost + wrong + twice + claimed == 0;
    }

    /// <summary>False when the run ended before it was killed.</summary>
    private bool KillOnce(Bench bench, string input, string output, TimeSpan unbroken)
    {
        using var run = bench.Start(input, output, "--format", "text,page,alto");
        _ = run.StandardError.ReadToEndAsync();
        if (run.WaitForExit(unbroken * (0.5 * _random.NextDouble())))
        {
            return false;
        }

        run.Kill(entireProcessTree: _random.Next(2) == 0); // its workers with it, or left behind
        run.WaitForExit();
        return true;
    }

    private static int ClaimedButMissing(string output)
    {
        var missing = 0;
        var records = Bench.Ledger(output);
        foreach (var record in records.Where((record, i) => i < records.Length - 1 || record.EndsWith('}'))) // the last may be torn
        {
            using var json = JsonDocument.Parse(record[9..]);
            missing += json.RootElement.GetProperty("results").EnumerateArray().Count(result => !File.Exists(Path.Combine(output, result.GetString()!)));
        }

        return missing;
    }

    private static string Item(string record)
    {
        using var json = JsonDocument.Parse(record[9..]);
        return json.RootElement.GetProperty("item").GetString()!;
    }
}
