using HandwritingLstm.Imaging;

namespace HandwritingLstm.Tests.Imaging;

[TestClass]
public class SlantCorrectorTests
{
    [TestMethod]
    [DataRow(-30)]
    [DataRow(-11)]
    [DataRow(0)]
    [DataRow(7)]
    [DataRow(23)]
    [DataRow(38)]
    [DataRow(45)]
    public void Slant_is_found_within_two_degrees(int degrees)
    {
        var slant = SlantCorrector.Estimate(TestLine.OfStrokes(degrees).ToStrokes());
        Assert.AreEqual(degrees, Math.Atan(slant) * 180 / Math.PI, 2.0);
    }

    [TestMethod]
    public void Ruled_line_does_not_hide_the_slant()
    {
        var line = TestLine.OfStrokes(30).Draw((0, 71), (900, 71), 2);
        Assert.AreEqual(30, Math.Atan(SlantCorrector.Estimate(line.ToStrokes())) * 180 / Math.PI, 2.0);
    }
}
