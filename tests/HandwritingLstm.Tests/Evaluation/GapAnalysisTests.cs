using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Tests.Evaluation;

[TestClass]
public sealed class GapAnalysisTests
{
    [TestMethod]
    public void Gaps_are_between_neighbouring_stages_and_the_widest_is_named()
    {
        var gaps = new GapAnalysis(
            [Set(GapStage.Target, 30), Set(GapStage.Training, 2), Set(GapStage.Validation, 12), Set(GapStage.HeldOut, 8)], wantedCer: 0.01);
        CollectionAssert.AreEqual(
            new[] { GapStage.Training, GapStage.HeldOut, GapStage.Validation, GapStage.Target }, gaps.Sets.Select(set => set.Stage).ToArray());
        double[] expected = [0.01, 0.06, 0.04, 0.18];
        foreach (var (gap, value) in gaps.Gaps.Zip(expected))
        {
            Assert.AreEqual(value, gap.Difference.Value, 1e-12);
            Assert.IsTrue(gap.Difference.IsCertain);
        }

        Assert.AreEqual(GapStage.Target, gaps.Widest!.To.Stage);
        Assert.StartsWith("Data mismatch", gaps.Widest.Cause);
        Assert.AreEqual(0.30 - 0.01, gaps.Gaps.Sum(gap => gap.Difference.Value), 1e-12);
    }

    [TestMethod]
    [DataRow(GapStage.Training, GapStage.HeldOut, "Variance: it learnt the lines")]
    [DataRow(GapStage.Training, GapStage.Validation, "Variance: lines or hands")]
    [DataRow(GapStage.HeldOut, GapStage.Validation, "Variance over writers")]
    [DataRow(GapStage.Training, GapStage.Target, "Variance and data mismatch")]
    public void Cause_depends_on_what_lies_between_the_stages(GapStage from, GapStage to, string cause) =>
        Assert.StartsWith(cause, new GapAnalysis([Set(from, 2), Set(to, 20)], 0).Gaps[1].Cause);

    [TestMethod]
    public void First_gap_is_bias_on_training_lines_and_everything_elsewhere()
    {
        Assert.StartsWith("Bias", new GapAnalysis([Set(GapStage.Training, 20)], 0).Gaps[0].Cause);
        Assert.StartsWith("Everything", new GapAnalysis([Set(GapStage.Validation, 20)], 0).Gaps[0].Cause);
    }

    [TestMethod]
    public void Equal_sets_have_no_widest_gap()
    {
        var gaps = new GapAnalysis([Set(GapStage.Training, 20), Set(GapStage.Validation, 20)], wantedCer: 0.5);
        Assert.IsFalse(gaps.Gaps[1].Difference.IsCertain);
        Assert.IsNull(gaps.Widest); // the training lines are read better than was wanted
    }

    [TestMethod]
    public void Stage_twice_is_refused() =>
        Assert.ThrowsExactly<ArgumentException>(() => new GapAnalysis([Set(GapStage.Training, 1), Set(GapStage.Training, 2)], 0));

    /// <summary>200 lines of 100 characters, about so many of them wrong on each, give or take two.</summary>
    private static GapSet Set(GapStage stage, int edits) => new(stage, $"{stage}.csv", new EvaluationReport(
    [
        .. Enumerable.Range(0, 200).Select(i => edits + (i % 2 == 0 ? 1 : -1)).Select((wrong, i) =>
            new LineComparison($"{i}", new string('a', 100), new string('b', wrong) + new string('a', 100 - wrong))),
    ]));
}
