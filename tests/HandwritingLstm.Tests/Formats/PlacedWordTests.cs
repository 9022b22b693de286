using HandwritingLstm.Formats;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Tests.Formats;

[TestClass]
public sealed class PlacedWordTests
{
    private static readonly PageLayout _page = new(1000, 500, []);

    [TestMethod]
    public void Characters_without_places_share_the_baseline_evenly()
    {
        var shape = new LineShape(new("a", [new(100, 200), new(700, 200)], Pages.Box(100, 150, 700, 220)), _page);
        var words = PlacedWord.Of(shape, LocatedPage.Reading("ab cde", null)); // six characters of 100 pixels
        Assert.AreEqual("ab 100-300 cde 400-700", string.Join(' ', words.Select(word => $"{word.Text} {word.Box.Left}-{word.Box.Right}")));
    }

    [TestMethod]
    public void Characters_of_right_to_left_text_begin_at_the_right_end()
    {
        var shape = new LineShape(new("a", [new(100, 200), new(700, 200)], Pages.Box(100, 150, 700, 220)), _page);
        var words = PlacedWord.Of(shape, LocatedPage.Reading("אב גדה", null));
        Assert.AreEqual("500-700 100-400", string.Join(' ', words.Select(word => $"{word.Box.Left}-{word.Box.Right}")));
    }

    [TestMethod]
    public void Box_of_a_word_on_a_rising_line_follows_it()
    {
        // A band 40 high that rises from 400 to 100 over 600 pixels: half a pixel for each.
        PagePoint[] band = [new(100, 400), new(700, 100), new(700, 140), new(100, 440)];
        var shape = new LineShape(new("a", [new(100, 430), new(700, 130)], band), _page);
        var box = shape.Between(300, 400);
        Assert.AreEqual(new PageBox(300, 250, 400, 340), box); // 400 − 150 … 440 − 100
        Assert.AreEqual(280, shape.BaselineAt(400), 0.01f);
    }

    [TestMethod]
    [DataRow("book", false)]
    [DataRow("1. كتاب", true)]
    [DataRow("שלום", true)]
    [DataRow("(a) שלום", false)]
    [DataRow("12", false)]
    [DataRow("", false)]
    public void First_letter_decides_about_the_direction(string text, bool isRightToLeft) =>
        Assert.AreEqual(isRightToLeft, PlacedWord.IsRightToLeft(text));
}
