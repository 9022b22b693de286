using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Tests.Segmentation;

[TestClass]
public sealed class SolidInkTests
{
    private const int Side = 2000;

    [TestMethod]
    [DataRow(30, 500, false)] // the spine of a book
    [DataRow(500, 30, false)] // a bar
    [DataRow(5, 80, true)] // the stem of a letter
    [DataRow(200, 4, true)] // an underline
    public void Only_what_is_both_long_and_broad_is_removed(int width, int height, bool stays)
    {
        var strokes = new StrokeMask(Side, Side);
        for (var y = 100; y < 100 + height; y++)
        {
            strokes.Row(y).Slice(100, width).Fill(true);
        }

        SolidInk.Clear(strokes);
        Assert.AreEqual(stays, strokes.Row(100 + (height / 2))[100 + (width / 2)]);
    }
}
