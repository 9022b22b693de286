using HandwritingLstm.Ctc;

namespace HandwritingLstm.Tests.Ctc;

[TestClass]
public sealed class ScoreMeanTests
{
    [TestMethod]
    public void A_single_table_is_returned_as_it_is()
    {
        var scores = Scores(0.5f, 0.3f, 0.2f);
        Assert.AreSame(scores, ScoreMean.Of([scores]));
    }

    [TestMethod]
    public void Mean_is_geometric_and_sums_to_one()
    {
        var mean = ScoreMean.Of([Scores(0.8f, 0.1f, 0.1f), Scores(0.2f, 0.4f, 0.4f)]);
        var (first, second, third) = (Math.Sqrt(0.8 * 0.2), Math.Sqrt(0.1 * 0.4), Math.Sqrt(0.1 * 0.4));
        var sum = first + second + third;
        Assert.AreEqual(Math.Log(first / sum), mean.Values[0], 1e-6);
        Assert.AreEqual(Math.Log(second / sum), mean.Values[1], 1e-6);
        Assert.AreEqual(Math.Log(third / sum), mean.Values[2], 1e-6);
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(7)]
    public void Equal_tables_have_themselves_as_mean(int count)
    {
        var scores = new LabelScores(9, 5, RandomLine.Scores(new Random(4), 9, 5, 6));
        var mean = ScoreMean.Of([.. Enumerable.Repeat(scores, count)]);
        for (var i = 0; i < scores.Values.Length; i++)
        {
            Assert.AreEqual(scores.Values[i], mean.Values[i], 1e-5f);
        }
    }

    [TestMethod]
    public void Tables_of_other_shapes_have_no_mean()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => ScoreMean.Of([Scores(0.5f, 0.5f), Scores(0.5f, 0.3f, 0.2f)]));
        StringAssert.Contains(error.Message, "[1, 3]", StringComparison.Ordinal);
        Assert.ThrowsExactly<ArgumentException>(() => ScoreMean.Of([]));
    }

    private static LabelScores Scores(params float[] probabilities) =>
        new(1, probabilities.Length, [.. probabilities.Select(probability => MathF.Log(probability))]);
}
