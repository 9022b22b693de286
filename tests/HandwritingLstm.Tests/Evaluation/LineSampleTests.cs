using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Tests.Evaluation;

[TestClass]
public sealed class LineSampleTests
{
    [TestMethod]
    public void Only_wrong_lines_are_drawn_the_same_each_time_and_whatever_their_order()
    {
        LineComparison[] lines = [.. Enumerable.Range(0, 300).Select(i => new LineComparison($"line-{i}", "a", i % 3 == 0 ? "a" : "b"))];
        var drawn = new EvaluationReport(lines).RandomWrongLines(50).Select(line => line.Id).ToArray();
        Assert.HasCount(50, drawn.Distinct().ToArray());
        Assert.IsTrue(drawn.All(id => int.Parse(id[5..], System.Globalization.CultureInfo.InvariantCulture) % 3 != 0));
        CollectionAssert.AreEqual(drawn, new EvaluationReport([.. lines.Reverse()]).RandomWrongLines(50).Select(line => line.Id).ToArray());
    }

    [TestMethod]
    public void Every_wrong_line_has_about_the_same_chance()
    {
        // Of 2000 wrong lines, half of them early ones, 500 are drawn: 250 ± 3 standard deviations of the hypergeometric law.
        LineComparison[] lines = [.. Enumerable.Range(0, 2000).Select(i => new LineComparison($"{i}", "a", "b", i < 1000 ? "early" : "late"))];
        var early = new EvaluationReport(lines).RandomWrongLines(500).Count(line => string.Equals(line.Writer, "early", StringComparison.Ordinal));
        Assert.AreEqual(250, early, 3 * Math.Sqrt(500 * 0.25 * 1500 / 1999));
    }
}
