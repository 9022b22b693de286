using System.Xml.Linq;
using HandwritingLstm.Formats;

namespace HandwritingLstm.Tests.Formats;

[TestClass]
public sealed class TeiTests
{
    private static readonly XNamespace _ns = "http://www.tei-c.org/ns/1.0";

    [TestMethod]
    public void Every_line_of_the_text_refers_to_its_zone_of_the_facsimile()
    {
        var root = Parse(Pages.Of(("first", 0.09f), ("second", 1)));
        var zones = root.Descendants(_ns + "zone").ToDictionary(zone => zone.Attribute(XNamespace.Xml + "id")!.Value, StringComparer.Ordinal);
        Assert.HasCount(3, zones); // the region and its lines
        var breaks = root.Descendants(_ns + "lb").ToArray();
        Assert.AreEqual("line1 line2", string.Join(' ', breaks.Select(line => line.Attribute("facs")!.Value[1..])));
        Assert.IsTrue(breaks.All(line => zones.ContainsKey(line.Attribute("facs")!.Value[1..])));
        Assert.AreEqual("50,50 750,50 750,130 50,130", zones["line1"].Attribute("points")!.Value);
        Assert.AreEqual("first 0.09|second 1", string.Join('|', root.Descendants(_ns + "seg").Select(text => $"{text.Value} {text.Attribute("cert")!.Value}")));
    }

    [TestMethod]
    public void Header_has_what_the_guidelines_require()
    {
        var file = Parse(Pages.Of("a")).Element(_ns + "teiHeader")!.Element(_ns + "fileDesc")!;
        Assert.AreEqual("titleStmt publicationStmt sourceDesc", string.Join(' ', file.Elements().Select(element => element.Name.LocalName)));
        Assert.AreEqual("scan & \"copy\" <1>.jpg", file.Descendants(_ns + "title").Single().Value);
    }

    [TestMethod]
    public void Image_is_named_by_a_valid_address()
    {
        var address = Parse(Pages.Of("a")).Descendants(_ns + "graphic").Single().Attribute("url")!.Value;
        Assert.IsTrue(Uri.IsWellFormedUriString(address, UriKind.Relative), address);
        Assert.AreEqual(Pages.Origin.Image, Uri.UnescapeDataString(address));
    }

    private static XElement Parse(PageReading page) => XDocument.Load(new MemoryStream(Pages.Write(new Tei(), page))).Root!;
}
