using HandwritingLstm.Training.Composition;

namespace HandwritingLstm.Training.Tests.Composition;

[TestClass]
public sealed class WritingBaselineTests
{
    [TestMethod]
    public void Letters_below_the_line_do_not_draw_it_down()
    {
        var feet = Enumerable.Range(0, 20).Select(i => (X: i * 0.3f, Y: 2 + (0.05f * i * 0.3f))).ToArray();
        feet[3].Y += 0.4f;
        feet[11].Y += 0.5f;
        var line = WritingBaseline.Through(feet);
        Assert.AreEqual(0.05, line.Slope, 1e-3);
        Assert.AreEqual(2, line.At(0), 1e-3);
        Assert.AreEqual(2.3, line.At(6), 1e-2);
    }

    [TestMethod]
    public void Few_letters_make_a_level_line()
    {
        Assert.AreEqual(new WritingBaseline(1.5f, 0), WritingBaseline.Through([(0.2f, 1.5f)]));
        Assert.AreEqual(0, WritingBaseline.Through([(0, 1), (0.1f, 1.1f), (0.2f, 1)]).Slope);
    }
}
