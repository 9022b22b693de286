namespace HandwritingLstm.Tests.Imaging;

[TestClass]
public class StrokePixelsTests
{
    [TestMethod]
    public void Ruled_line_is_left_out_and_letters_stay()
    {
        var plain = new TestLine(400, 64).Draw((30, 10), (30, 50), 4).Draw((360, 10), (360, 50), 4).ToStrokes();
        var ruled = new TestLine(400, 64).Draw((30, 10), (30, 50), 4).Draw((360, 10), (360, 50), 4).Draw((0, 60), (400, 60), 2).ToStrokes();
        CollectionAssert.AreEqual(plain.Columns, ruled.Columns);
        CollectionAssert.AreEqual(plain.RowStarts, ruled.RowStarts);
    }

    [TestMethod]
    public void Speck_far_from_writing_is_left_out_but_a_full_stop_is_kept()
    {
        var line = new TestLine(400, 64).Draw((30, 10), (30, 50), 4);
        var alone = line.ToStrokes().Count;
        Assert.AreEqual(alone, line.Draw((300, 20), (300, 20), 2).ToStrokes().Count);
        Assert.IsGreaterThan(alone, line.Draw((45, 49), (45, 49), 2).ToStrokes().Count);
    }

    [TestMethod]
    public void Full_stop_alone_is_writing() =>
        Assert.IsGreaterThan(0, new TestLine(100, 64).Draw((50, 49), (50, 49), 3).ToStrokes().Count);

    [TestMethod]
    public void Large_images_are_measured_smaller()
    {
        var strokes = new TestLine(403, 203).Draw((100, 20), (100, 180), 8).ToStrokes();
        Assert.AreEqual(3, strokes.Factor);
        Assert.AreEqual(135, strokes.Width);
        Assert.AreEqual(68, strokes.Height);
        Assert.IsTrue(strokes.Columns.All(column => column is >= 31 and <= 35));
    }
}
