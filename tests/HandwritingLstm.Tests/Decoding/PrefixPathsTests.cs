using HandwritingLstm.Decoding;
using HandwritingLstm.Tests.Ctc;

namespace HandwritingLstm.Tests.Decoding;

/// <summary>Forward variables of a beginning against the sum over all paths.</summary>
[TestClass]
public sealed class PrefixPathsTests
{
    private const int Columns = 6;
    private const int Labels = 3;

    [TestMethod]
    [DataRow("")]
    [DataRow("1")]
    [DataRow("12")]
    [DataRow("11")] // the same label again needs a blank between
    [DataRow("2112")]
    public void Texts_and_their_continuations_have_the_probability_of_all_their_paths(string digits)
    {
        int[] text = [.. digits.Select(digit => digit - '0')];
        var scores = RandomLine.Scores(new Random(digits.Length), Columns, Labels, 4);
        var paths = Paths(scores, text);
        var all = NaiveCtc.Paths(Columns, Labels).Select(path => (Text: NaiveCtc.Collapse(path), Probability: NaiveCtc.Probability(scores, Labels, path))).ToArray();

        Assert.AreEqual(all.Where(path => path.Text.SequenceEqual(text)).Sum(path => path.Probability), Math.Exp(paths.Whole), 1e-6);
        var logs = new double[Labels];
        paths.Continuations(text.Length > 0 ? text[^1] : 0, logs);
        for (var label = 1; label < Labels; label++)
        {
            int[] longer = [.. text, label];
            var expected = all.Where(path => path.Text.Take(longer.Length).SequenceEqual(longer)).Sum(path => path.Probability);
            Assert.AreEqual(expected, Math.Exp(logs[label]), 1e-6, $"label {label}");
        }
    }

    [TestMethod]
    public void A_text_that_the_columns_cannot_hold_is_impossible() =>
        Assert.AreEqual(double.NegativeInfinity, Paths(RandomLine.Scores(new Random(1), 3, Labels, 4), [1, 1, 1]).Whole);

    [TestMethod]
    public void Long_lines_do_not_underflow()
    {
        // 2,000 columns: a label and a blank in turn, each of probability 1/3, so that the product is far below the least double.
        var scores = Enumerable.Repeat((float)Math.Log(1 / 3.0), 2000 * Labels).ToArray();
        int[] text = [.. Enumerable.Repeat(1, 900)];
        var exact = -NaiveCtc.Loss(Array.ConvertAll(scores, score => (double)score), Labels, text);
        Assert.IsLessThan(-750.0, exact);
        Assert.AreEqual(exact, Paths(scores, text).Whole, 1e-3);
    }

    private static PrefixPaths Paths(float[] scores, int[] text)
    {
        var probabilities = Array.ConvertAll(scores, score => Math.Exp(score));
        var paths = new PrefixPaths(probabilities, Labels);
        paths.Begin();
        var last = 0;
        foreach (var label in text)
        {
            var longer = new PrefixPaths(probabilities, Labels);
            longer.Extend(paths, last, label);
            (paths, last) = (longer, label);
        }

        return paths;
    }
}
