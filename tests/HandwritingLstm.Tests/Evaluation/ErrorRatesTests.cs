using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Tests.Evaluation;

[TestClass]
public sealed class ErrorRatesTests
{
    [TestMethod]
    public void Rates_are_fractions_of_the_truth()
    {
        var rates = ErrorRates.Of("the cat sat", "the bat sat");
        Assert.AreEqual(1 / 11.0, rates.Cer);
        Assert.AreEqual(1 / 3.0, rates.Wer);
        Assert.AreEqual(0.0, rates.LineAccuracy);
    }

    [TestMethod]
    public void Sum_divides_summed_edits_by_summed_lengths()
    {
        var rates = ErrorRates.Of("ab", "xb") + ErrorRates.Of("cdefgh", "cdefgh");
        Assert.AreEqual(1 / 8.0, rates.Cer);
        Assert.AreEqual(1 / 2.0, rates.Wer);
        Assert.AreEqual(0.5, rates.LineAccuracy);
        Assert.AreEqual(new ErrorRates(new EditCounts(1, 0, 0, 8), new EditCounts(1, 0, 0, 2), 2, 1), rates);
        Assert.AreEqual(rates, ErrorRates.None.Add(rates));
    }

    [TestMethod]
    [DataRow("", "", 0.0)]
    [DataRow("", "abc", 1.0)]
    [DataRow("a", "abcd", 3.0)]
    public void Rate_is_a_number_even_for_an_empty_truth(string truth, string reading, double cer) =>
        Assert.AreEqual(cer, ErrorRates.Of(truth, reading).Cer);

    [TestMethod]
    public void No_lines_have_no_errors()
    {
        Assert.AreEqual(0.0, ErrorRates.None.Cer);
        Assert.AreEqual(0.0, ErrorRates.None.Wer);
        Assert.AreEqual(0.0, ErrorRates.None.LineAccuracy);
    }
}
