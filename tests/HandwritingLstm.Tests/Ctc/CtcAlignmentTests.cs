using HandwritingLstm.Ctc;

namespace HandwritingLstm.Tests.Ctc;

[TestClass]
public sealed class CtcAlignmentTests
{
    [TestMethod]
    public void Alignment_is_the_best_of_all_paths_that_spell_the_text()
    {
        var random = new Random(1);
        for (var columnCount = 1; columnCount <= 5; columnCount++)
        {
            for (var labelCount = 2; labelCount <= 4; labelCount++)
            {
                var scores = RandomScores(random, columnCount, labelCount);
                foreach (var group in NaiveCtc.Paths(columnCount, labelCount).GroupBy(path => string.Join(',', NaiveCtc.Collapse(path)), StringComparer.Ordinal))
                {
                    var best = group.MaxBy(path => NaiveCtc.Probability(scores.Values, labelCount, path))!;
                    var path = CtcAlignment.Align(scores, NaiveCtc.Collapse(best));
                    CollectionAssert.AreEqual(best, path.Labels.ToArray());
                    Assert.AreEqual(Math.Log(NaiveCtc.Probability(scores.Values, labelCount, best)), path.Score, 1e-9);
                }
            }
        }
    }

    [TestMethod]
    public void Long_alignment_spells_its_text_and_is_less_probable_than_all_paths_together()
    {
        var random = new Random(2);
        var scores = RandomScores(random, 150, 20);
        var labels = Enumerable.Range(0, 60).Select(i => 1 + (i / 2 % 19)).ToArray();
        var path = CtcAlignment.Align(scores, labels);

        CollectionAssert.AreEqual(labels, path.Collapse());
        CollectionAssert.AreEqual(labels, NaiveCtc.Collapse([.. path.Labels]));
        Assert.AreEqual(150, path.Labels.Count);
        var all = -CtcLoss.Compute(scores, labels, new float[scores.Values.Length]);
        Assert.IsLessThan(all, path.Score);
    }

    [TestMethod]
    public void Extents_are_the_columns_of_each_character()
    {
        var path = new CtcPath([0, 3, 3, 0, 3, 5, 5, 5, 0, 1], -1);
        CollectionAssert.AreEqual(
            new LabelExtent[] { new(3, 1, 2), new(3, 4, 4), new(5, 5, 7), new(1, 9, 9) }, path.Extents().ToArray());
        CollectionAssert.AreEqual(new[] { 3, 3, 5, 1 }, path.Collapse());
    }

    [TestMethod]
    public void No_labels_are_blanks_all_along()
    {
        var path = CtcAlignment.Align(RandomScores(new Random(3), 4, 3), []);
        CollectionAssert.AreEqual(new int[4], path.Labels.ToArray());
        Assert.IsEmpty(path.Collapse());
    }

    [TestMethod]
    public void Impossible_text_is_aligned_all_the_same()
    {
        var values = new float[5 * 3];
        Array.Fill(values, float.NegativeInfinity);
        int[] labels = [1, 1, 2];
        var path = CtcAlignment.Align(new LabelScores(5, 3, values), labels);
        CollectionAssert.AreEqual(labels, path.Collapse());
        Assert.AreEqual(double.NegativeInfinity, path.Score);
    }

    [TestMethod]
    public void Line_too_narrow_for_its_text_is_refused() =>
        Assert.ThrowsExactly<ArgumentException>(() => CtcAlignment.Align(RandomScores(new Random(4), 3, 3), [1, 2, 2]));

    private static LabelScores RandomScores(Random random, int columnCount, int labelCount) =>
        new(columnCount, labelCount, RandomLine.Scores(random, columnCount, labelCount, scale: 3));
}
