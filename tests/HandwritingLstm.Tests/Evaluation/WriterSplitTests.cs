using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Tests.Evaluation;

[TestClass]
public sealed class WriterSplitTests
{
    private static readonly SplitShare[] _shares = [new("train", 98), new("valid", 1), new("test", 1)];

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(77)]
    public void No_writer_and_no_page_is_in_two_parts(int seed)
    {
        var random = new Random(seed);
        GroundTruthLine[] lines = [.. Enumerable.Range(0, 3000).Select(i => Line(i, $"w{random.Next(200)}", null))];
        lines = [.. lines.Select((line, i) => line with { Page = $"{line.Writer}-{i % 4}" })];
        var split = WriterSplit.Of(lines, _shares, seed);
        CollectionAssert.AreEquivalent(lines.Select(line => line.Image).ToArray(), split.Parts.SelectMany(part => part.Lines).Select(line => line.Image).ToArray());
        foreach (var key in new Func<GroundTruthLine, string?>[] { line => line.Writer, line => line.Page })
        {
            var parts = split.Parts.Select(part => part.Lines.Select(key).ToHashSet()).ToArray();
            Assert.IsFalse(parts[0].Overlaps(parts[1]) || parts[0].Overlaps(parts[2]) || parts[1].Overlaps(parts[2]));
        }

        Assert.AreEqual(30, split.Parts[1].Lines.Count, 10);
        Assert.AreEqual(30, split.Parts[2].Lines.Count, 10);
        Assert.IsTrue(split.Parts[1].Lines.All(line => string.Equals(line.Split, "valid", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Page_by_two_writers_keeps_both_together()
    {
        GroundTruthLine[] lines = [Line(0, "ann", "1"), Line(1, "bob", "1"), Line(2, "bob", "2"), Line(3, "cid", "3"), Line(4, null, "3"), Line(5, null, null)];
        CollectionAssert.AreEqual(
            new[] { "0 1 2", "3 4", "5" }, WriterGroups.Of(lines).Select(group => string.Join(' ', group)).ToArray());
        var split = WriterSplit.Of(lines, [new("a", 1), new("b", 1), new("c", 1)], seed: 3);
        CollectionAssert.AreEquivalent(new[] { 3, 2, 1 }, split.Parts.Select(part => part.Lines.Count).ToArray());
        Assert.AreEqual(1, split.UnknownCount);
    }

    [TestMethod]
    public void Same_seed_gives_the_same_split_and_another_another()
    {
        GroundTruthLine[] lines = [.. Enumerable.Range(0, 500).Select(i => Line(i, $"w{i / 10}", null))];
        SplitShare[] shares = [new("a", 3), new("b", 1)];
        Assert.AreEqual(Describe(WriterSplit.Of(lines, shares, 5)), Describe(WriterSplit.Of(lines, shares, 5)));
        Assert.AreNotEqual(Describe(WriterSplit.Of(lines, shares, 5)), Describe(WriterSplit.Of(lines, shares, 6)));
        Assert.AreEqual(380, WriterSplit.Of(lines, shares, 5).Parts[0].Lines.Count, 10);

        static string Describe(WriterSplit split) => string.Join('|', split.Parts.Select(part => string.Join(' ', part.Lines.Select(line => line.Image))));
    }

    [TestMethod]
    public void Every_part_gets_a_writer_however_small_its_share()
    {
        GroundTruthLine[] lines = [.. Enumerable.Range(0, 400).Select(i => Line(i, $"w{i / 100}", null))];
        Assert.IsTrue(WriterSplit.Of(lines, _shares, 1).Parts.All(part => part.WriterCount > 0));
    }

    [TestMethod]
    public void Too_few_writers_are_refused()
    {
        var exception = Assert.ThrowsExactly<RecognitionException>(() => WriterSplit.Of([Line(0, "ann", null), Line(1, "ann", null), Line(2, "bob", null)], _shares, 1));
        Assert.Contains("2 group(s), too few for 3 parts", exception.Message);
    }

    [TestMethod]
    [DataRow("train", 1.0, "train", 1.0)]
    [DataRow("a/b", 1.0, "c", 1.0)]
    [DataRow("", 1.0, "c", 1.0)]
    [DataRow("a", 0.0, "c", 1.0)]
    [DataRow("a", -1.0, "c", 1.0)]
    [DataRow("a", double.NaN, "c", 1.0)]
    public void Parts_that_make_no_sense_are_refused(string first, double firstWeight, string second, double secondWeight) =>
        Assert.ThrowsExactly<RecognitionException>(() => WriterSplit.Of([Line(0, "x", null), Line(1, "y", null)], [new(first, firstWeight), new(second, secondWeight)], 1));

    [TestMethod]
    public void Texts_in_two_parts_are_counted()
    {
        var split = WriterSplit.Of([Line(0, "x", null) with { Text = "same" }, Line(1, "y", null) with { Text = "same" }], [new("a", 1), new("b", 1)], 1);
        Assert.AreEqual(1, split.SharedTextCount);
    }

    [TestMethod]
    public void File_of_a_part_is_read_back_as_it_was_with_paths_from_its_own_folder()
    {
        using var folder = new TemporaryFolder();
        var sub = Directory.CreateDirectory(Path.Combine(folder.Path, "data", "lines")).FullName;
        GroundTruthLine[] lines =
        [
            new("lines/1.png", Path.Combine(sub, "1.png"), "a \"b\", c", "ann", "p1", "train", 2),
            new("lines/2.png", Path.Combine(sub, "2.png"), " سلام é\nx", null, null, "train", 3),
        ];
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Path, "split")).FullName, "train.csv");
        GroundTruthCsv.Write(file, lines);
        var read = GroundTruthFile.Read(file);
        CollectionAssert.AreEqual(new[] { "../data/lines/1.png", "../data/lines/2.png" }, read.Select(line => line.Image).ToArray());
        foreach (var (before, after) in lines.Zip(read))
        {
            Assert.AreEqual((before.Text, before.Writer, before.Page, before.Split), (after.Text, after.Writer, after.Page, after.Split));
            Assert.AreEqual(before.ImagePath, Path.GetFullPath(after.ImagePath));
        }
    }

    private static GroundTruthLine Line(int number, string? writer, string? page) => new($"{number}.png", $"/x/{number}.png", $"text {number}", writer, page, null, number + 2);
}
