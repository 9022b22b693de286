using System.Globalization;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Evaluation.Report;

namespace HandwritingLstm.Tests.Evaluation.Report;

[TestClass]
public sealed class FiguresTests
{
    [TestMethod]
    public void Numbers_are_the_same_in_every_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-EG");
            Assert.AreEqual("12.35 %", Figures.Percent(0.12346));
            Assert.AreEqual("−1.50 to +0.25", Figures.PointsInterval(new ConfidenceInterval(-0.015, 0.0025)));
            Assert.AreEqual("1,234,567", Figures.Count(1234567));
            Assert.AreEqual("1 line", Figures.Of(1, "line"));
            Assert.AreEqual("0 lines", Figures.Of(0, "line"));
            Assert.AreEqual("–", Figures.Interval(null));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [TestMethod]
    [DataRow("", "∅")]
    [DataRow("a b", "a␣b")]
    [DataRow("\u0301", "◌\u0301")]
    [DataRow("e\u0301", "e\u0301")]
    [DataRow("\t", "U+0009")]
    [DataRow("\u200F", "U+200F")]
    [DataRow("𝄞", "𝄞")]
    public void Every_character_can_be_seen(string characters, string shown) => Assert.AreEqual(shown, Figures.Show(characters));

    [TestMethod]
    [DataRow(0.0, 0.001)]
    [DataRow(0.003, 0.003)]
    [DataRow(0.12, 0.12)]
    [DataRow(0.131, 0.15)]
    [DataRow(1.7, 2.0)]
    [DataRow(123456.0, 123456.0)]
    public void Axis_ends_at_a_round_number_and_has_few_ticks(double value, double most)
    {
        var axis = PlotAxis.UpTo("CER", value);
        Assert.AreEqual(most, axis.Most, 1e-9);
        Assert.IsTrue(axis.Most >= value && axis.Most / axis.Step < 6.5, $"{axis}");
    }
}
