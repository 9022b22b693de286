using System.Globalization;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Evaluation.Report;
using HandwritingLstm.Tests.Text;

namespace HandwritingLstm.Tests.Evaluation.Report;

[TestClass]
public sealed class AlignedTextTests
{
    [TestMethod]
    public void Words_stand_above_their_readings_with_the_edits_marked()
    {
        var html = Write("the cat sat", "the bats at");
        Assert.Contains("<span class=\"w ok\"><span class=\"t\">the</span><span class=\"r\">the</span></span>", html);
        Assert.Contains("<mark>c</mark>at", html);
        Assert.Contains("<mark>b</mark>at", html);
        Assert.DoesNotContain("<span class=\"t\">cat</span>", html);
    }

    [TestMethod]
    public void What_is_missing_is_struck_out_and_what_was_inserted_underlined()
    {
        var html = Write("abc", "bcd");
        Assert.Contains("<span class=\"t\"><del>a</del>bc</span><span class=\"r\">bc<ins>d</ins></span>", html);
        Assert.Contains("<ins>␣</ins>", Write("ab", "a b")); // a wrong space can be seen
    }

    [TestMethod]
    public void Direction_is_found_by_the_browser_and_texts_are_isolated()
    {
        var html = Write("سلام عليكم", "سلم عليكم");
        Assert.Contains("<div class=\"al\" dir=\"auto\"", html);
        Assert.Contains("<bdi>سلام عليكم</bdi>", html);
        Assert.Contains("سل<del>ا</del>م", html); // in logical order: the browser turns it
    }

    [TestMethod]
    public void Words_hold_all_but_the_right_spaces()
    {
        var random = new Random(9);
        for (var round = 0; round < 300; round++)
        {
            var same = RandomText.Of(random, 8);
            var steps = EditDistance.Align(same + RandomText.Of(random, 6), RandomText.Of(random, 6) + same);
            var kept = steps.Where(step => step is not { Kind: EditKind.Match, Truth: " " }).ToArray();
            CollectionAssert.AreEqual(kept, AlignedText.Words(steps).SelectMany(word => word).ToArray());
        }
    }

    private static string Write(string truth, string reading)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        AlignedText.Write(new HtmlWriter(writer), new LineComparison("1", truth, reading));
        return writer.ToString();
    }
}
