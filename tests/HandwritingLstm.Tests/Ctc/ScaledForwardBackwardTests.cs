using HandwritingLstm.Ctc;

namespace HandwritingLstm.Tests.Ctc;

[TestClass]
public sealed class ScaledForwardBackwardTests
{
    [TestMethod]
    public void Lines_of_an_untrained_network_never_need_logarithms() =>
        Assert.IsTrue(TryCompute(columnCount: 400, labelCount: 100, length: 150, sureness: 0.5));

    [TestMethod]
    public void Lines_of_a_trained_network_do_not_need_logarithms() =>
        Assert.IsTrue(TryCompute(columnCount: 100, labelCount: 80, length: 30, sureness: 20));

    [TestMethod]
    public void Lines_that_doubles_cannot_hold_are_handed_over() =>
        Assert.IsFalse(TryCompute(columnCount: 100, labelCount: 80, length: 30, sureness: 5000));

    [TestMethod]
    public void Very_improbable_line_has_a_finite_and_right_loss()
    {
        // 400 columns whose network is sure, with e^-200, of anything but the text: p is about e^-80000.
        const int ColumnCount = 400;
        const int LabelCount = 7;
        var random = new Random(3);
        var scores = new float[ColumnCount * LabelCount];
        for (var t = 0; t < ColumnCount; t++)
        {
            for (var k = 0; k < LabelCount - 1; k++)
            {
                scores[(t * LabelCount) + k] = -150 - (100 * random.NextSingle());
            }
        }

        var labels = RandomLine.Labels(random, ColumnCount, LabelCount - 1, 90);
        AssertEqualsTwin(scores, LabelCount, labels);
    }

    [TestMethod]
    public void Detour_that_underflows_and_wins_in_the_end_is_not_lost()
    {
        // In the first half the text's start is e^-900 behind, in the second half everything but its end is e^-2000 behind.
        const int LabelCount = 3;
        var scores = new float[20 * LabelCount];
        for (var t = 0; t < 20; t++)
        {
            scores[t * LabelCount] = t < 10 ? 0 : -200;      // blank
            scores[(t * LabelCount) + 1] = t < 10 ? -90 : 0; // a
            scores[(t * LabelCount) + 2] = -300;             // b
        }

        AssertEqualsTwin(scores, LabelCount, [1]);
        AssertEqualsTwin(scores, LabelCount, [1, 1, 1, 1, 1]);
        AssertEqualsTwin(scores, LabelCount, [2, 1, 2]);
        AssertEqualsTwin(scores, LabelCount, [2, 2, 2, 2, 2, 2, 2, 2, 2, 2]);
        AssertEqualsTwin(scores, LabelCount, [1, 2, 2]);
    }

    [TestMethod]
    public void Random_lines_of_any_sureness_equal_the_twin()
    {
        var random = new Random(4);
        for (var round = 0; round < 150; round++)
        {
            var columnCount = random.Next(1, 40);
            var labelCount = random.Next(2, 12);
            var labels = RandomLine.Labels(random, columnCount, labelCount, random.Next(0, columnCount + 1));
            var scale = Math.Exp(random.NextDouble() * 7); // 1 … 1100
            AssertEqualsTwin(RandomLine.Scores(random, columnCount, labelCount, scale), labelCount, labels);
        }
    }

    private static bool TryCompute(int columnCount, int labelCount, int length, double sureness)
    {
        var scores = RandomLine.Scores(new Random(1), columnCount, labelCount, sureness);
        var labels = Enumerable.Range(0, length).Select(i => 1 + (i % (labelCount - 1))).ToArray();
        var buffer = new double[ScaledForwardBackward.BufferSize(columnCount, length)];
        Array.Fill(buffer, double.NaN); // a rented buffer is dirty
        return ScaledForwardBackward.TryCompute(scores, labelCount, labels, new float[scores.Length], buffer, out _);
    }

    /// <summary>Compares the loss, and the gradient where a step of the twin's loss shows it.</summary>
    private static void AssertEqualsTwin(float[] scores, int labelCount, int[] labels)
    {
        const double Step = 1e-3;
        var gradient = new float[scores.Length];
        var loss = CtcLoss.Compute(scores, labelCount, labels, gradient);
        var exact = Array.ConvertAll(scores, score => (double)score);
        var expected = NaiveCtc.Loss(exact, labelCount, labels);
        Assert.AreEqual(expected, loss, 1e-9 * Math.Max(1, expected), $"{scores.Length / labelCount} columns, {labels.Length} labels");

        for (var i = 0; i < scores.Length; i += 1 + (scores.Length / 4))
        {
            // The loss's slope along one log-probability is the negative posterior.
            exact[i] = scores[i] + Step;
            var above = NaiveCtc.Loss(exact, labelCount, labels);
            exact[i] = scores[i] - Step;
            var below = NaiveCtc.Loss(exact, labelCount, labels);
            exact[i] = scores[i];
            Assert.AreEqual(Math.Exp(scores[i]) + ((above - below) / (2 * Step)), gradient[i], 2e-5, $"score {i}");
        }
    }
}
