using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Tests.Evaluation;

[TestClass]
public sealed class BootstrapTests
{
    [TestMethod]
    public void Equal_groups_leave_no_doubt()
    {
        var interval = Bootstrap.Interval([.. Enumerable.Repeat(new EditCounts(1, 1, 0, 10), 7)]);
        Assert.AreEqual(new ConfidenceInterval(0.2, 0.2), interval);
    }

    [TestMethod]
    public void Interval_is_as_wide_as_the_normal_approximation_says()
    {
        // 400 lines of one character, a quarter wrong: standard error sqrt(0.25 * 0.75 / 400).
        var interval = Bootstrap.Interval([.. Enumerable.Range(0, 400).Select(i => new EditCounts(i % 4 == 0 ? 1 : 0, 0, 0, 1))]);
        var error = 1.96 * Math.Sqrt(0.25 * 0.75 / 400);
        Assert.AreEqual(0.25 - error, interval.Low, 0.008);
        Assert.AreEqual(0.25 + error, interval.High, 0.008);
    }

    [TestMethod]
    public void Interval_is_the_same_each_time()
    {
        EditCounts[] groups = [.. Enumerable.Range(0, 50).Select(i => new EditCounts(i % 3, i % 2, 0, 9 + (i % 5)))];
        Assert.AreEqual(Bootstrap.Interval(groups), Bootstrap.Interval(groups));
    }

    [TestMethod]
    public void Rates_drawn_together_are_drawn_alike()
    {
        EditCounts[] first = [.. Enumerable.Range(0, 40).Select(i => new EditCounts(i % 5, 0, 0, 10))];
        EditCounts[] worse = [.. first.Select(counts => counts with { Deletions = 1 })];
        var drawn = Bootstrap.Resample([first, worse, first]);
        CollectionAssert.AreEqual(drawn[0], drawn[2]);
        foreach (var (before, after) in drawn[0].Zip(drawn[1]))
        {
            Assert.AreEqual(0.1, after - before, 1e-12); // one more edit on every ten characters, whatever is drawn
        }

        Assert.AreEqual(Bootstrap.Interval(first), Bootstrap.Interval(drawn[0]));
    }

    [TestMethod]
    public void Another_seed_draws_otherwise()
    {
        EditCounts[] groups = [.. Enumerable.Range(0, 40).Select(i => new EditCounts(i % 5, 0, 0, 10))];
        CollectionAssert.AreNotEqual(Bootstrap.Resample([groups], 1)[0], Bootstrap.Resample([groups], 2)[0]);
    }
}
