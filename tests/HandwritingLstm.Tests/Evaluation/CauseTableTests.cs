using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Tests.Evaluation;

[TestClass]
public sealed class CauseTableTests
{
    private static readonly EvaluationReport _report = new(
    [
        new("1.png", "abcdefghij", "xxxxxxghij"), // 6 edits
        new("2.png", "abcdefghij", "xxcdefghij"), // 2
        new("3.png", "abcdefghij", "xbcdefghij"), // 1
        new("4.png", "abcdefghij", "abcdefghij"),
    ]);

    [TestMethod]
    public void Random_lines_speak_for_all_and_the_worst_for_themselves()
    {
        var table = new CauseTable(
            [new("./1.png", "illegible", false, ""), new("2.png", "truth wrong", true, "see page 3"), new("3.png", "illegible", true, ""), new("9.png", "?", true, "")],
            _report);
        CollectionAssert.AreEqual(new[] { "truth wrong", "illegible" }, table.Causes.Select(cause => cause.Cause).ToArray());
        var (wrong, illegible) = (table.Causes[0], table.Causes[1]);
        Assert.AreEqual((1, 2L, 0.05), (wrong.LineCount, wrong.Edits, wrong.Cer));
        Assert.AreEqual(9 / 40.0 * 2 / 3, wrong.EstimatedCer!.Value, 1e-12); // two of the three edits on random lines
        Assert.AreEqual((2, 7L, 7 / 40.0), (illegible.LineCount, illegible.Edits, illegible.Cer));
        Assert.AreEqual(9 / 40.0 / 3, illegible.EstimatedCer!.Value, 1e-12);
        Assert.AreEqual(2, table.RandomCount);
        CollectionAssert.AreEqual(new[] { "9.png" }, table.Unknown.ToArray());
        Assert.AreEqual("see page 3", table.Labels["2.png"].Note);
    }

    [TestMethod]
    public void Without_random_lines_nothing_is_estimated()
    {
        var table = new CauseTable([new("1.png", "illegible", false, ""), new("4.png", "illegible", true, "")], _report);
        Assert.IsNull(table.Causes[0].EstimatedCer); // the only random line is read right by now
        Assert.AreEqual(0, table.RandomCount);
    }

    [TestMethod]
    public void File_of_labels_is_read_and_rows_without_a_cause_are_left_out()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("labels.csv", "image,cause,gallery,note\n1.png,\"rare, odd\",worst random,\"a \"\"b\"\"\"\n2.png,,random,\n3.png, illegible ,worst,\n");
        CauseLabel[] expected = [new("1.png", "rare, odd", true, "a \"b\""), new("3.png", "illegible", false, "")];
        CollectionAssert.AreEqual(expected, CauseLabelsFile.Read(path).ToArray());
        CollectionAssert.AreEqual(
            new[] { new CauseLabel("a", "b", false, "") }, CauseLabelsFile.Read(folder.Write("short.csv", "image,cause\na,b\n")).ToArray());
    }

    [TestMethod]
    [DataRow("image\na.png\n", "cause")]
    [DataRow("image,cause\na.png,x\na.png,y\n", "already in row 2")]
    public void Broken_file_of_labels_is_refused(string csv, string named)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(named, Assert.ThrowsExactly<RecognitionException>(() => CauseLabelsFile.Read(folder.Write("l.csv", csv))).Message);
    }
}
