using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Tests.Evaluation;

[TestClass]
public sealed class PairedComparisonTests
{
    [TestMethod]
    public void Small_but_constant_gain_is_certain_though_the_rates_vary_widely()
    {
        // Lines differ a lot in difficulty, but the second model always makes one edit less.
        var comparison = Compare(i => 2 + (i % 30), i => 1 + (i % 30));
        Assert.AreEqual(-1 / 40.0, comparison.Cer.Value, 1e-12);
        Assert.IsTrue(comparison.Cer.IsCertain);
        Assert.AreEqual(1.0, comparison.Cer.ProbabilityLower);
        Assert.AreEqual((60, 0), (comparison.BetterLines, comparison.WorseLines));

        // Unpaired, the intervals of the two CERs overlap.
        Assert.IsLessThan(comparison.Second.CerInterval!.Value.High, comparison.First.CerInterval!.Value.Low);
    }

    [TestMethod]
    public void Equal_models_are_equal()
    {
        var comparison = Compare(i => i % 5, i => i % 5);
        Assert.AreEqual(new RateDifference(0, new ConfidenceInterval(0, 0), 0.5), comparison.Cer);
        Assert.IsFalse(comparison.Cer.IsCertain);
    }

    [TestMethod]
    public void Exchanged_models_have_the_opposite_difference()
    {
        var forth = Compare(i => i % 7, i => i % 5);
        var back = Compare(i => i % 5, i => i % 7);
        Assert.AreEqual(-forth.Cer.Value, back.Cer.Value, 1e-12);
        Assert.AreEqual(1, forth.Cer.ProbabilityLower + back.Cer.ProbabilityLower, 1e-12);
        Assert.AreEqual(-forth.Cer.Interval.Low, back.Cer.Interval.High, 1e-12);
    }

    [TestMethod]
    public void Gain_with_one_writer_only_is_not_certain_over_writers()
    {
        // Of three hands, one is read much better: draws without that hand find no gain.
        var comparison = Compare(i => i % 3 == 0 ? 10 : 5, i => 5);
        Assert.IsTrue(comparison.Cer.IsCertain);
        Assert.IsFalse(comparison.CerOverWriters!.IsCertain);
        Assert.AreEqual(1 - (0.5 * 8 / 27), comparison.CerOverWriters.ProbabilityLower, 0.04); // ties, (2/3)³ of the draws, count half
    }

    [TestMethod]
    public void Other_lines_cannot_be_compared()
    {
        var first = new EvaluationReport([new("1", "a", "a")]);
        Assert.ThrowsExactly<ArgumentException>(() => PairedComparison.Of(first, new EvaluationReport([new("2", "a", "a")])));
        Assert.ThrowsExactly<ArgumentException>(() => PairedComparison.Of(first, new EvaluationReport([new("1", "b", "a")])));
        Assert.ThrowsExactly<ArgumentException>(() => PairedComparison.Of(new EvaluationReport([]), new EvaluationReport([])));
    }

    private static PairedComparison Compare(Func<int, int> firstEdits, Func<int, int> secondEdits) => PairedComparison.Of(Report(firstEdits), Report(secondEdits));

    private static EvaluationReport Report(Func<int, int> edits) =>
        new([.. Enumerable.Range(0, 60).Select(i => new LineComparison($"{i}", new string('a', 40), new string('b', edits(i)) + new string('a', 40 - edits(i)), $"w{i % 3}"))]);
}
