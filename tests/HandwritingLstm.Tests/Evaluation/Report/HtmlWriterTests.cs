using System.Globalization;
using HandwritingLstm.Evaluation.Report;

namespace HandwritingLstm.Tests.Evaluation.Report;

[TestClass]
public sealed class HtmlWriterTests
{
    [TestMethod]
    public void Text_and_attributes_are_escaped() =>
        Assert.AreEqual(
            "<b title=\"&quot;a&quot; &lt;b&gt; &#39;c&#39; &amp;\">&lt;script&gt;alert(1)&lt;/script&gt;</b>",
            Write(html => html.Element("b", "<script>alert(1)</script>", ("title", "\"a\" <b> 'c' &"))));

    [TestMethod]
    public void Letters_of_all_scripts_stay_as_they_are() => Assert.AreEqual("é سلام 한글 😀 +", Write(html => html.Text("é سلام 한글 😀 +")));

    [TestMethod]
    public void Characters_that_no_page_may_hold_are_replaced() => Assert.AreEqual("a\uFFFDb\uFFFD", Write(html => html.Text("a\0b\u001B")));

    [TestMethod]
    public void Attribute_without_a_value_is_left_out() => Assert.AreEqual("<i>x</i>", Write(html => html.Element("i", "x", ("class", null))));

    [TestMethod]
    public void Elements_nest() =>
        Assert.AreEqual("<b><i>x</i></b>", Write(html => html.Element("b", () => html.Element("i", "x"))));

    private static string Write(Action<HtmlWriter> write)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        write(new HtmlWriter(writer));
        return writer.ToString();
    }
}
