using HandwritingLstm.Ctc;

namespace HandwritingLstm.Tests.Ctc;

[TestClass]
public sealed class CtcLossTests
{
    private static readonly float[] _table = Logarithms(
        0.1, 0.3, 0.6,
        0.2, 0.4, 0.4,
        0.3, 0.5, 0.2,
        0.1, 0.8, 0.1);

    [TestMethod]
    public void Single_path_is_a_product_by_hand()
    {
        Assert.AreEqual(-Math.Log(0.3 * 0.4 * 0.5 * 0.1), Loss(_table, 3, [1, 2, 1, 2]), 1e-6);
        Assert.AreEqual(-Math.Log(0.6 * 0.4 * 0.2 * 0.8), Loss(_table, 3, [2, 1, 2, 1]), 1e-6);
    }

    [TestMethod]
    public void Equal_labels_need_a_blank_between()
    {
        // Three columns: a_a is the only path that spells aa.
        Assert.AreEqual(-Math.Log(0.3 * 0.2 * 0.5), Loss(_table[..9], 3, [1, 1]), 1e-6);
    }

    [TestMethod]
    public void Two_columns_sum_three_paths_by_hand()
    {
        // aa, a_ and _a spell a.
        Assert.AreEqual(-Math.Log((0.3 * 0.4) + (0.3 * 0.2) + (0.1 * 0.4)), Loss(_table[..6], 3, [1]), 1e-6);
    }

    [TestMethod]
    public void No_labels_are_blanks_all_along()
    {
        var gradient = new float[12];
        Assert.AreEqual(-Math.Log(0.1 * 0.2 * 0.3 * 0.1), CtcLoss.Compute(_table, 3, [], gradient), 1e-6);
        Assert.AreEqual(0.1 - 1, gradient[0], 1e-6);
        Assert.AreEqual(0.3, gradient[1], 1e-6);
        Assert.AreEqual(0.1, gradient[11], 1e-6);
    }

    [TestMethod]
    public void Loss_and_gradient_equal_the_enumeration_of_all_paths()
    {
        var random = new Random(1);
        for (var columnCount = 1; columnCount <= 5; columnCount++)
        {
            for (var labelCount = 2; labelCount <= 4; labelCount++)
            {
                var scores = RandomLine.Scores(random, columnCount, labelCount, scale: 2);
                foreach (var group in NaiveCtc.Paths(columnCount, labelCount).GroupBy(path => string.Join(',', NaiveCtc.Collapse(path)), StringComparer.Ordinal))
                {
                    AssertEqualsEnumeration(scores, labelCount, NaiveCtc.Collapse(group.First()), [.. group]);
                }
            }
        }
    }

    [TestMethod]
    [DataRow(1, 2, 0, 1f)]
    [DataRow(7, 5, 3, 1f)]
    [DataRow(13, 6, 6, 3f)]
    [DataRow(20, 4, 9, 8f)]
    [DataRow(24, 11, 11, 60f)] // a network that is sure and wrong: sums of logarithms
    [DataRow(40, 5, 20, 300f)]
    public void Gradient_is_the_slope_of_the_loss(int columnCount, int labelCount, int length, float scale)
    {
        const double Step = 1e-4;
        var random = new Random(columnCount);
        var labels = RandomLine.Labels(random, columnCount, labelCount, length);
        var outputs = new double[columnCount * labelCount];
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = scale * ((2 * random.NextDouble()) - 1);
        }

        var gradient = new float[outputs.Length];
        CtcLoss.Compute(Array.ConvertAll(NaiveCtc.LogSoftmax(outputs, labelCount), value => (float)value), labelCount, labels, gradient);

        for (var i = 0; i < outputs.Length; i++)
        {
            var value = outputs[i];
            outputs[i] = value + Step;
            var above = NaiveCtc.Loss(NaiveCtc.LogSoftmax(outputs, labelCount), labelCount, labels);
            outputs[i] = value - Step;
            var below = NaiveCtc.Loss(NaiveCtc.LogSoftmax(outputs, labelCount), labelCount, labels);
            outputs[i] = value;
            Assert.AreEqual((above - below) / (2 * Step), gradient[i], 1e-5 + (1e-7 * scale), $"output {i}");
        }
    }

    [TestMethod]
    public void Gradient_sums_to_zero_in_every_column()
    {
        var random = new Random(5);
        var scores = RandomLine.Scores(random, 30, 9, scale: 4);
        var gradient = new float[scores.Length];
        CtcLoss.Compute(scores, 9, RandomLine.Labels(random, 30, 9, 12), gradient);
        for (var t = 0; t < 30; t++)
        {
            Assert.AreEqual(0, gradient[(t * 9)..((t + 1) * 9)].Sum(), 1e-5, $"column {t}");
        }
    }

    [TestMethod]
    public void Result_is_the_same_bit_for_bit_wherever_the_arrays_lie()
    {
        var random = new Random(6);
        var scores = RandomLine.Scores(random, 101, 83, scale: 3);
        var labels = RandomLine.Labels(random, 101, 83, 31);
        var expected = new float[scores.Length];
        var loss = CtcLoss.Compute(scores, 83, labels, expected);

        for (var offset = 1; offset < 40; offset++)
        {
            var moved = new float[scores.Length + offset];
            scores.CopyTo(moved, offset);
            var gradient = new float[scores.Length + 40 - offset];
            var part = gradient.AsSpan(40 - offset);
            Assert.AreEqual(loss, CtcLoss.Compute(moved.AsSpan(offset), 83, labels, part));
            Assert.IsTrue(part.SequenceEqual(expected), $"offset {offset}");
        }
    }

    [TestMethod]
    public void Overload_takes_label_scores()
    {
        var gradient = new float[12];
        var same = new float[12];
        Assert.AreEqual(
            CtcLoss.Compute(_table, 3, [1, 2], same), CtcLoss.Compute(new LabelScores(4, 3, _table), [1, 2], gradient));
        CollectionAssert.AreEqual(same, gradient);
    }

    [TestMethod]
    public void Impossible_text_has_an_infinite_loss_and_teaches_nothing()
    {
        var scores = (float[])_table.Clone();
        for (var t = 0; t < 4; t++)
        {
            scores[(t * 3) + 2] = float.NegativeInfinity;
        }

        var gradient = new float[12];
        Assert.AreEqual(double.PositiveInfinity, CtcLoss.Compute(scores, 3, [2], gradient));
        CollectionAssert.AreEqual(new float[12], gradient);
        Assert.AreEqual(-Math.Log((0.3 * 0.4) + (0.3 * 0.2) + (0.1 * 0.4)), CtcLoss.Compute(scores.AsSpan(0, 6), 3, [1], new float[6]), 1e-6);
    }

    [TestMethod]
    public void Scores_that_are_not_numbers_give_no_number_and_teach_nothing()
    {
        var scores = (float[])_table.Clone();
        scores[3] = float.NaN;
        var gradient = new float[12];
        Assert.IsTrue(double.IsNaN(CtcLoss.Compute(scores, 3, [1, 2], gradient)));
        CollectionAssert.AreEqual(new float[12], gradient);
    }

    [TestMethod]
    [DataRow(new int[0], 0)]
    [DataRow(new[] { 5 }, 1)]
    [DataRow(new[] { 1, 2, 1 }, 3)]
    [DataRow(new[] { 1, 1, 2, 2, 2 }, 8)]
    public void Minimum_columns_are_labels_and_repeats(int[] labels, int columns) =>
        Assert.AreEqual(columns, CtcLoss.MinimumColumns(labels));

    [TestMethod]
    public void Line_too_narrow_for_its_text_is_refused_with_the_counts()
    {
        var exception = Assert.ThrowsExactly<ArgumentException>(() => Loss(_table, 3, [1, 1, 2, 2]));
        Assert.Contains("4 labels with 2 repeats need 6 columns, but the line has 4", exception.Message);
    }

    [TestMethod]
    public void Sizes_and_labels_that_do_not_fit_are_refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => Loss(_table, 5, [1]));
        Assert.ThrowsExactly<ArgumentException>(() => Loss([], 3, [1]));
        Assert.ThrowsExactly<ArgumentException>(() => Loss(_table, 3, [0]));
        Assert.ThrowsExactly<ArgumentException>(() => Loss(_table, 3, [3]));
        Assert.ThrowsExactly<ArgumentException>(() => CtcLoss.Compute(_table, 3, [1], new float[11]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Loss(_table, 1, []));
    }

    private static void AssertEqualsEnumeration(float[] scores, int labelCount, int[] labels, int[][] paths)
    {
        var gradient = new float[scores.Length];
        var loss = CtcLoss.Compute(scores, labelCount, labels, gradient);

        var total = 0.0;
        var posteriors = new double[scores.Length];
        foreach (var path in paths)
        {
            var probability = NaiveCtc.Probability(scores, labelCount, path);
            total += probability;
            for (var t = 0; t < path.Length; t++)
            {
                posteriors[(t * labelCount) + path[t]] += probability;
            }
        }

        Assert.AreEqual(-Math.Log(total), loss, 1e-12 * Math.Max(1, loss));
        for (var i = 0; i < scores.Length; i++)
        {
            Assert.AreEqual(Math.Exp(scores[i]) - (posteriors[i] / total), gradient[i], 5e-7);
        }
    }

    private static double Loss(float[] scores, int labelCount, int[] labels) =>
        CtcLoss.Compute(scores, labelCount, labels, new float[scores.Length]);

    private static float[] Logarithms(params double[] probabilities) =>
        Array.ConvertAll(probabilities, probability => (float)Math.Log(probability));
}
