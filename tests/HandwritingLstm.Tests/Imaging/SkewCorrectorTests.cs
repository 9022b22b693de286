using HandwritingLstm.Imaging;

namespace HandwritingLstm.Tests.Imaging;

[TestClass]
public class SkewCorrectorTests
{
    [TestMethod]
    [DataRow(-2.5, 0)]
    [DataRow(1.0, 0)]
    [DataRow(2.0, 25)]
    public void Skew_is_found_within_half_a_degree(double skewDegrees, double slantDegrees)
    {
        var strokes = TestLine.OfStrokes(slantDegrees, skewDegrees).ToStrokes();
        var skew = SkewCorrector.Estimate(strokes, (float)Math.Tan(slantDegrees * Math.PI / 180));
        Assert.AreEqual(skewDegrees, Math.Atan(skew) * 180 / Math.PI, 0.5);
    }

    [TestMethod]
    public void Level_line_stays_level() => Assert.AreEqual(0f, SkewCorrector.Estimate(TestLine.OfStrokes().ToStrokes(), 0));

    [TestMethod]
    public void Short_word_is_left_alone()
    {
        var word = new TestLine(150, 64).Draw((20, 20), (60, 25), 4).Draw((60, 25), (130, 32), 4);
        Assert.AreEqual(0f, SkewCorrector.Estimate(word.ToStrokes(), 0));
    }
}
