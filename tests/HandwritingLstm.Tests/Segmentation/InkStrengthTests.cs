using HandwritingLstm.Imaging;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Tests.Segmentation;

[TestClass]
public sealed class InkStrengthTests
{
    private const int Side = 200;
    private const byte Paper = 220;

    [TestMethod]
    public void Faint_rulings_beside_dark_ink_are_removed_and_its_soft_edge_stays()
    {
        var page = Page();
        Fill(page, 40, 52, 60, 6, 60); // ink …
        Fill(page, 40, 58, 60, 1, 180); // … and its soft edge
        Fill(page, 20, 80, 160, 2, 180); // a ruling
        var strokes = Strokes(page);
        InkStrength.Filter(strokes, page);
        Assert.IsTrue(strokes.Row(55)[70]);
        Assert.IsTrue(strokes.Row(58)[70]);
        Assert.IsFalse(strokes.Row(80)[70]);
    }

    [TestMethod]
    public void Faint_ink_stays_where_there_is_none_darker()
    {
        var page = Page();
        Fill(page, 40, 40, 60, 6, 190);
        var strokes = Strokes(page);
        InkStrength.Filter(strokes, page);
        Assert.IsTrue(strokes.Row(43)[70]);
    }

    private static GrayImage Page() => new(Side, Side, [.. Enumerable.Repeat(Paper, Side * Side)]);

    private static void Fill(GrayImage page, int left, int top, int width, int height, byte level)
    {
        for (var y = top; y < top + height; y++)
        {
            page.Pixels.AsSpan((y * Side) + left, width).Fill(level);
        }
    }

    private static StrokeMask Strokes(GrayImage page)
    {
        var strokes = new StrokeMask(Side, Side);
        for (var i = 0; i < page.Pixels.Length; i++)
        {
            strokes.Pixels[i] = page.Pixels[i] < Paper;
        }

        return strokes;
    }
}
