using System.Text;
using System.Xml.Linq;
using HandwritingLstm.Formats;

namespace HandwritingLstm.Tests.Formats;

[TestClass]
public sealed class HocrTests
{
    [TestMethod]
    public void Page_area_line_and_word_are_nested_with_boxes()
    {
        var page = Elements(Pages.Of(("ab cd", 0.09f), ("", 0)), "ocr_page").Single();
        Assert.StartsWith("image \"scan & %22copy%22 <1>.jpg\"; bbox 0 0 800 1000", page.Attribute("title")!.Value);
        var area = page.Elements().Single();
        Assert.AreEqual("ocr_carea", area.Attribute("class")!.Value);
        var lines = area.Elements().ToArray();
        Assert.HasCount(2, lines);
        Assert.AreEqual("ab cd", lines[0].Value.Trim()); // white space at its ends means nothing in HTML
        Assert.AreEqual("ab|bbox 60 50 98 130; x_wconf 9", $"{lines[0].Elements().First().Value}|{lines[0].Elements().First().Attribute("title")!.Value}");
        Assert.IsEmpty(lines[1].Elements());
    }

    [TestMethod]
    [DataRow(0f, "0")]
    [DataRow(0.09f, "9")]
    [DataRow(0.1234f, "12.34")]
    [DataRow(1f, "100")]
    public void Confidence_is_a_percentage(float confidence, string percent)
    {
        var word = Elements(Pages.Of(("word", confidence)), "ocrx_word").Single();
        Assert.EndsWith($"; x_wconf {percent}", word.Attribute("title")!.Value);
    }

    [TestMethod]
    public void Baseline_is_the_line_nearest_to_its_points()
    {
        var line = Elements(Pages.Of("word"), "ocr_line").Single();

        // Points 50,110 400,108 750,112: slope 2 / 700; at the left edge 110 − 1, which is 21 above the bottom, 130.
        Assert.AreEqual("baseline 0.00286 -21", line.Attribute("title")!.Value.Split("; ")[1]);
    }

    [TestMethod]
    public void No_element_is_closed_in_its_start_tag_but_the_void_ones_of_HTML()
    {
        var page = Pages.Of("", "a");
        page = page with { Layout = page.Layout with { Regions = [new("picture", Pages.Box(0, 0, 10, 10), []), .. page.Layout.Regions] } };
        var text = Encoding.UTF8.GetString(Pages.Write(new Hocr(), page));
        var closed = text.Split('<').Where(tag => tag.Contains("/>", StringComparison.Ordinal)).ToArray();
        Assert.IsNotEmpty(closed);
        Assert.IsTrue(closed.All(tag => tag.StartsWith("meta ", StringComparison.Ordinal)), text);
        Assert.Contains("<!DOCTYPE html", text);
    }

    [TestMethod]
    public void Lines_have_a_direction()
    {
        var lines = Elements(Pages.Of("שלום עולם", "peace"), "ocr_line");
        Assert.AreEqual("rtl ltr", string.Join(' ', lines.Select(line => line.Attribute("dir")!.Value)));
    }

    private static XElement[] Elements(PageReading page, string type)
    {
        using var reader = new StreamReader(new MemoryStream(Pages.Write(new Hocr(), page)));
        reader.ReadLine(); // declaration
        reader.ReadLine(); // document type: refused by a reader of XML, understood by browsers
        return [.. XDocument.Parse(reader.ReadToEnd(), LoadOptions.PreserveWhitespace).Descendants().Where(element => string.Equals((string?)element.Attribute("class"), type, StringComparison.Ordinal))];
    }
}
