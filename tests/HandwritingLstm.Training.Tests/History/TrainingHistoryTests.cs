using HandwritingLstm.Training.History;

namespace HandwritingLstm.Training.Tests.History;

[TestClass]
public sealed class TrainingHistoryTests
{
    private string _path = "";

    [TestInitialize]
    public void CreateFile() => _path = Path.GetTempFileName();

    [TestCleanup]
    public void DeleteFile() => File.Delete(_path);

    [TestMethod]
    public void Row_survives_writing_and_reading()
    {
        var row = Row(75) with { Loss = 1.0 / 3, CharacterErrorRate = 0.1, WordErrorRate = 2.0 / 7 };
        Assert.AreEqual(row, HistoryRow.FromCsv(row.ToCsv()));
        Assert.AreEqual(Row(75), HistoryRow.FromCsv(Row(75).ToCsv()));
    }

    [TestMethod]
    public void Rows_after_the_checkpoint_are_dropped()
    {
        using (var history = TrainingHistory.Create(_path))
        {
            foreach (var step in new[] { 25, 50, 75, 100 })
            {
                history.Append(Row(step));
            }
        }

        using (var history = TrainingHistory.Resume(_path, 60))
        {
            Assert.HasCount(2, history.Rows);
            history.Append(Row(70));
        }

        CollectionAssert.AreEqual(
            new[] { HistoryRow.Header, Row(25).ToCsv(), Row(50).ToCsv(), Row(70).ToCsv() }, File.ReadAllLines(_path));
    }

    [TestMethod]
    public void Row_that_a_kill_cut_short_is_dropped()
    {
        File.WriteAllText(_path, $"{HistoryRow.Header}\n{Row(25).ToCsv()}\n{Row(50).ToCsv()[..^2]}");
        using var history = TrainingHistory.Resume(_path, 1000);
        Assert.AreEqual(25, history.Rows.Single().Step);
    }

    [TestMethod]
    public void Damaged_row_is_named()
    {
        File.WriteAllText(_path, $"{HistoryRow.Header}\n{Row(25).ToCsv()}\nnonsense\n{Row(75).ToCsv()}\n");
        var message = Assert.ThrowsExactly<RecognitionException>(() => TrainingHistory.Resume(_path, 1000)).Message;
        StringAssert.StartsWith(message, $"{_path}, row 3: found \"nonsense\"", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Missing_history_starts_anew()
    {
        File.Delete(_path);
        using var history = TrainingHistory.Resume(_path, 1000);
        Assert.IsEmpty(history.Rows);
        Assert.IsTrue(File.Exists(_path));
    }

    private static HistoryRow Row(long step) => new(step, 1, step / 100.0, step * 16, 2.5, 0.001f, 200, null, null);
}
