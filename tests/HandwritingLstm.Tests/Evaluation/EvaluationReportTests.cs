using System.Globalization;
using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Tests.Evaluation;

[TestClass]
public sealed class EvaluationReportTests
{
    private static readonly LineComparison[] _lines =
    [
        new("1.png", "the cat sat", "the bat sat", "ann", 0.75f),
        new("2.png", "on the mat", "on the mat", "ann", 0.9f),
        new("3.png", "e\u0301te\u0301", "ete", "bob"),
        new("4.png", "", "x", "bob"),
    ];

    [TestMethod]
    public void Overall_rates_are_sums_over_lines()
    {
        var report = new EvaluationReport(_lines);
        Assert.AreEqual(new EditCounts(3, 1, 0, 24), report.Overall.Characters);
        Assert.AreEqual(new EditCounts(2, 1, 0, 7), report.Overall.Words);
        Assert.AreEqual(0.25, report.Overall.LineAccuracy);
    }

    [TestMethod]
    public void Worst_lines_have_the_most_edits()
    {
        var report = new EvaluationReport(_lines);
        CollectionAssert.AreEqual(new[] { "3.png", "4.png" }, report.WorstLines(2).Select(line => line.Id).ToArray());
        CollectionAssert.AreEqual(new[] { "3.png", "4.png", "1.png" }, report.WorstLines(10).Select(line => line.Id).ToArray());
    }

    [TestMethod]
    public void Intervals_hold_the_rate_and_widen_over_writers()
    {
        // Two hands, one read well and one badly: drawing hands is far less certain than drawing lines.
        var lines = Enumerable.Range(0, 200).Select(i =>
            new LineComparison($"{i}", "abcdefghij", i < 100 ? "abcdefghij" : "xxxxxfghij", i < 100 ? "ann" : "bob")).ToArray();
        var report = new EvaluationReport(lines);
        var overLines = report.CerInterval!.Value;
        var overWriters = report.CerIntervalOverWriters!.Value;

        Assert.AreEqual(0.25, report.Overall.Cer);
        Assert.IsTrue(overLines.Low is > 0.2 and < 0.25 && overLines.High is > 0.25 and < 0.3, $"{overLines}");
        Assert.AreEqual(new ConfidenceInterval(0, 0.5), overWriters);
        Assert.AreEqual(2, report.WriterCount);
    }

    [TestMethod]
    public void Interval_over_writers_needs_every_writer()
    {
        Assert.IsNull(new EvaluationReport([.. _lines, new LineComparison("5.png", "a", "a")]).CerIntervalOverWriters);
        Assert.IsNull(new EvaluationReport(_lines[..2]).CerIntervalOverWriters);
        Assert.IsNotNull(new EvaluationReport(_lines).WerIntervalOverWriters);
    }

    [TestMethod]
    public void Confusions_are_counted_and_sum_to_the_edits()
    {
        var report = new EvaluationReport([.. _lines, new LineComparison("5.png", "cab", "bb")]);
        Assert.AreEqual(report.Overall.Characters.Edits, report.Confusions.All.Sum(confusion => confusion.Count));
        Confusion[] expected = [new("é", "e", 2), new("", "x", 1)];
        CollectionAssert.IsSubsetOf(expected, report.Confusions.All.ToArray());
        Assert.AreEqual(expected[0], report.Confusions.All[0]);
    }

    [TestMethod]
    public void Predictions_are_matched_by_image()
    {
        var report = EvaluationReport.Of(
            [Truth("lines\\1.png", "ab"), Truth("lines/2.png", "cd"), Truth("3.png", "efg")],
            [new Prediction("3.png", "efx", 0.5f, 2), new Prediction("./lines/1.png", "ab", null, 3), new Prediction("9.png", "?", null, 4)]);

        CollectionAssert.AreEqual(new[] { "lines/2.png" }, report.Missing.ToArray());
        CollectionAssert.AreEqual(new[] { "9.png" }, report.Extra.ToArray());
        Assert.AreEqual(new EditCounts(1, 0, 2, 7), report.Overall.Characters); // the missing line is deleted whole
        Assert.AreEqual(0.5f, report.Lines[2].Confidence);
        Assert.AreEqual("ann", report.Lines[0].Writer);
    }

    [TestMethod]
    public void Predictions_may_name_images_by_their_path_from_here()
    {
        var truth = Truth("1.png", "ab") with { ImagePath = Path.GetFullPath("scans/1.png") };
        var report = EvaluationReport.Of([truth, Truth("2.png", "cd")], [new Prediction("scans\\1.png", "ab", null, 2), new Prediction("other/2.png", "cd", null, 3)]);
        CollectionAssert.AreEqual(new[] { "2.png" }, report.Missing.ToArray());
        CollectionAssert.AreEqual(new[] { "other/2.png" }, report.Extra.ToArray());
    }

    [TestMethod]
    public void No_predictions_at_all_are_deletions()
    {
        var report = EvaluationReport.Of([Truth("1.png", "ab")], []);
        Assert.AreEqual(1.0, report.Overall.Cer);
        Assert.HasCount(1, report.Missing);
    }

    [TestMethod]
    public void Predictions_of_other_images_are_refused()
    {
        var exception = Assert.ThrowsExactly<RecognitionException>(
            () => EvaluationReport.Of([Truth("1.png", "ab")], [new Prediction("lines/1.png", "ab", null, 2)]));
        Assert.Contains("found 'lines/1.png', expected names such as '1.png'", exception.Message);
    }

    [TestMethod]
    public void Image_that_is_there_twice_is_refused()
    {
        Assert.ThrowsExactly<RecognitionException>(() => EvaluationReport.Of([Truth("a", ""), Truth("./a", "")], []));
        Assert.ThrowsExactly<RecognitionException>(
            () => EvaluationReport.Of([Truth("a", "")], [new Prediction("a", "", null, 2), new Prediction(".\\a", "", null, 3)]));
    }

    [TestMethod]
    public void Text_has_counts_beside_ratios_in_every_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
            new EvaluationReport(_lines) { Missing = ["7.png"], Extra = ["a", "b", "c", "d", "e", "f"] }.WriteText(writer);
            var text = writer.ToString();

            Assert.StartsWith("CER 16.67 % (4 edits / 24 characters: 3 substituted, 1 inserted, 0 deleted); 95 % interval ", text);
            Assert.Contains("\nWER 42.86 % (3 edits / 7 words: 2 substituted, 1 inserted, 0 deleted); 95 % interval ", text);
            Assert.Contains(" over 2 writers\n", text);
            Assert.Contains("\nlines without an error: 25.00 % (1 of 4)\n", text);
            Assert.Contains("\nignoring case: CER 16.67 %, WER 42.86 %; ignoring punctuation: CER ", text);
            Assert.Contains("\nmissing predictions, counted as read empty: 1 (7.png)\n", text);
            Assert.Contains("not counted: 6 (a, b, c, d, e and 1 more)\n", text);
            Assert.Contains("  1.png: 1 edits / 11 characters, confidence 0.75\n    truth   the cat sat\n    reading the bat sat\n", text);
            Assert.Contains("é→e 2  ∅→x 1", text);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [TestMethod]
    public void No_lines_make_a_report_as_well()
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        var report = new EvaluationReport([]);
        report.WriteText(writer);
        Assert.IsNull(report.CerInterval);
        Assert.StartsWith("CER 0.00 % (0 edits / 0 characters", writer.ToString());
    }

    private static GroundTruthLine Truth(string image, string text) => new(image, image, text, "ann", null, null, 2);
}
