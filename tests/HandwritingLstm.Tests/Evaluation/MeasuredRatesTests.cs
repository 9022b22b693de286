using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Tests.Evaluation;

[TestClass]
public sealed class MeasuredRatesTests
{
    private static readonly LineComparison[] _lines =
    [
        new("1", "The cat, sat.", "the cat sat.", "ann"),
        new("2", "On the mat", "On the mat", "ann"),
        new("3", "Been there!", "been thore", "bob"),
    ];

    [TestMethod]
    [DataRow("cer", 5, 34)]
    [DataRow("wer", 4, 8)]
    [DataRow("lineErrors", 2, 3)]
    [DataRow("cerIgnoringCase", 3, 34)] // the comma, o for e, and !
    [DataRow("werIgnoringCase", 2, 8)]
    [DataRow("cerIgnoringPunctuation", 3, 31)] // t, b, o for e
    [DataRow("werIgnoringPunctuation", 3, 8)]
    [DataRow("cerIgnoringBoth", 1, 31)]
    [DataRow("werIgnoringBoth", 1, 8)]
    public void Every_rate_is_counted(string key, int edits, int length)
    {
        var rate = new EvaluationReport(_lines).Rates.All.Single(rate => string.Equals(rate.Key, key, StringComparison.Ordinal));
        Assert.AreEqual((edits, length), (rate.Counts.Edits, rate.Counts.TruthLength));
        Assert.AreEqual((double)edits / length, rate.Rate);
    }

    [TestMethod]
    public void Strict_rates_are_those_of_the_report()
    {
        var report = new EvaluationReport(_lines);
        Assert.AreEqual(report.Overall.Characters, report.Rates.Cer.Counts);
        Assert.AreEqual(report.Overall.Words, report.Rates.Wer.Counts);
        Assert.AreEqual(1 - report.Overall.LineAccuracy, report.Rates.LineErrors.Rate, 1e-15);
        Assert.AreEqual(2, report.Rates.WriterCount);
        Assert.IsTrue(report.Rates.All.All(rate => rate.OverLines is not null && rate.OverWriters is not null));
    }

    [TestMethod]
    public void Composed_and_decomposed_texts_have_the_same_rates()
    {
        string[] texts = ["Élève à Noël", "q̇uelle", "Ça, 𝄞 et 😀", "كَتَبَ", "한글"];
        var lines = texts.Select((text, i) =>
            new LineComparison($"{i}", text.Normalize(System.Text.NormalizationForm.FormD), text.Normalize(System.Text.NormalizationForm.FormC)));
        Assert.IsTrue(new EvaluationReport([.. lines]).Rates.All.All(rate => rate.Counts.Edits == 0));
    }
}
