using System.Text;
using HandwritingLstm.Cli.Transcription;

namespace HandwritingLstm.Cli.Tests.Transcription;

[TestClass]
public sealed class LedgerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["ledger.jsonl"];

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Records_are_there_again_after_reopening_the_last_of_an_item_counts()
    {
        using (var ledger = new Ledger(Path))
        {
            ledger.Append(Record("a") with { State = ItemState.Failed, Error = "zerknüllt\n\"2\"" });
            ledger.Append(Record("b"));
            ledger.Append(Record("a") with { Results = ["a.txt", "a.pdf"], Lines = 3, Seconds = 0.125 });
        }

        using var again = new Ledger(Path);
        Assert.HasCount(2, again.Latest);
        Assert.AreEqual(ItemState.Done, again.Latest["a"].State);
        Assert.AreEqual("a.txt a.pdf", string.Join(' ', again.Latest["a"].Results));
        Assert.AreEqual(0.125, again.Latest["a"].Seconds);
        Assert.AreEqual(0, again.DamagedRecords);
    }

    [TestMethod]
    public void Torn_end_is_dropped_wherever_it_is_torn_and_the_ledger_goes_on()
    {
        Write("a", "b");
        var whole = File.ReadAllBytes(Path);
        var first = Array.IndexOf(whole, (byte)'\n') + 1;
        for (var length = first; length < whole.Length; length++)
        {
            File.WriteAllBytes(Path, whole[..length]);
            using (var torn = new Ledger(Path))
            {
                Assert.AreEqual("a", string.Join(' ', torn.Latest.Keys));
                Assert.AreEqual(0, torn.DamagedRecords);
                torn.Append(Record("b"));
            }

            Assert.AreSequenceEqual(whole, File.ReadAllBytes(Path));
        }
    }

    [TestMethod]
    public void Damaged_record_is_noticed_and_the_others_count()
    {
        Write("a", "b", "c");
        var lines = File.ReadAllLines(Path);
        lines[1] = lines[1].Replace("\"item\":\"b\"", "\"item\":\"x\"", StringComparison.Ordinal);
        File.WriteAllText(Path, string.Join('\n', lines) + "\n");
        using var ledger = new Ledger(Path);
        Assert.AreEqual("a c", string.Join(' ', ledger.Latest.Keys));
        Assert.AreEqual(1, ledger.DamagedRecords);
        Assert.HasCount(3, File.ReadAllLines(Path)); // evidence stays
    }

    [TestMethod]
    public void Read_only_ledger_changes_nothing_and_makes_nothing()
    {
        using (var none = new Ledger(Path, readOnly: true))
        {
            Assert.IsEmpty(none.Latest);
        }

        Assert.IsFalse(File.Exists(Path));
        Write("a");
        File.AppendAllText(Path, "torn");
        using (new Ledger(Path, readOnly: true))
        {
            Assert.EndsWith("torn", File.ReadAllText(Path));
        }
    }

    [TestMethod]
    public void Ledger_that_cannot_be_written_is_named()
    {
        Directory.CreateDirectory(Path);
        var problem = Assert.ThrowsExactly<RecognitionException>(() => new Ledger(Path));
        Assert.StartsWith(Path, problem.Message);
    }

    [TestMethod]
    public void Record_is_a_line_that_other_programs_can_read()
    {
        Write("a");
        var line = Encoding.UTF8.GetString(File.ReadAllBytes(Path));
        Assert.EndsWith("\n", line);
        using var json = System.Text.Json.JsonDocument.Parse(line[9..]);
        Assert.AreEqual("Done", json.RootElement.GetProperty("state").GetString());
    }

    private void Write(params string[] items)
    {
        using var ledger = new Ledger(Path);
        foreach (var item in items)
        {
            ledger.Append(Record(item));
        }
    }

    private static LedgerRecord Record(string item) => new() { Item = item, State = ItemState.Done, Stamp = "1:2", Model = "m", Options = "o" };
}
