using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using HandwritingLstm.Formats;
using HandwritingLstm.Segmentation;
using HandwritingLstm.Tests.Evaluation;

namespace HandwritingLstm.Tests.Formats;

[TestClass]
public sealed partial class PageXmlTests
{
    private static readonly XNamespace _ns = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15";

    [TestMethod]
    public void Written_page_is_read_back_with_layout_texts_and_confidences()
    {
        using var folder = new TemporaryFolder();
        var page = Pages.Of(("déjà vu", 0), ("0.09 is not 0,09", 0.09f), ("sure", 1), ("كتاب جديد", 0.75f));
        var path = Write(folder, page);

        var read = PageXml.Read(path);

        Assert.AreSequenceEqual(page.Readings.Select(reading => reading.Text).ToArray(), read.Readings.Select(reading => reading.Text).ToArray());
        for (var i = 0; i < page.Readings.Count; i++)
        {
            Assert.AreEqual(page.Readings[i].Confidence, read.Readings[i].Confidence, 0.00005f);
        }

        var (expected, found) = (page.Layout.Lines.ToArray(), read.Layout.Lines.ToArray());
        Assert.AreEqual(Pages.Width, read.Layout.Width);
        Assert.AreEqual(Pages.Height, read.Layout.Height);
        Assert.AreSequenceEqual(page.Layout.Regions[0].Polygon.ToArray(), read.Layout.Regions[0].Polygon.ToArray());
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i].Id, found[i].Id);
            Assert.AreSequenceEqual(expected[i].Baseline.ToArray(), found[i].Baseline.ToArray());
            Assert.AreSequenceEqual(expected[i].Polygon.ToArray(), found[i].Polygon.ToArray());
        }
    }

    [TestMethod]
    [DataRow("de-DE")]
    [DataRow("ar-SA")]
    [DataRow("tr-TR")]
    public void Culture_changes_no_byte(string culture)
    {
        var page = Pages.Of(("İstanbul", 0.09f), ("ı", 1));
        var here = Pages.Write(new PageXml(), page);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.AreSequenceEqual(here, Pages.Write(new PageXml(), page));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Contains("conf=\"0.09\"", Encoding.UTF8.GetString(here));
    }

    [TestMethod]
    public void Elements_stand_in_the_order_that_the_schema_wants()
    {
        var root = Parse(Pages.Write(new PageXml(), Pages.Of("one two", "three")));
        Assert.AreEqual("Metadata Page", Names(root));
        Assert.AreEqual("Creator Created LastChange MetadataItem", Names(root.Element(_ns + "Metadata")!));
        Assert.AreEqual("ReadingOrder TextRegion", Names(root.Element(_ns + "Page")!));
        Assert.AreEqual("Coords TextLine TextLine TextEquiv", Names(root.Descendants(_ns + "TextRegion").Single()));
        Assert.AreEqual("Coords Baseline Word Word TextEquiv", Names(root.Descendants(_ns + "TextLine").First()));
        Assert.AreEqual("Coords TextEquiv", Names(root.Descendants(_ns + "Word").First()));
        Assert.AreEqual("2026-03-04T05:06:07Z", root.Descendants(_ns + "Created").Single().Value);
    }

    [TestMethod]
    public void Identifiers_are_unique_and_valid_even_where_those_given_are_not()
    {
        var page = Pages.Of("one two three");
        var line = page.Layout.Regions[0].Lines[0] with { Id = "1 line/αβγ" };
        var root = Parse(Pages.Write(new PageXml(), page with { Layout = page.Layout with { Regions = [page.Layout.Regions[0] with { Lines = [line] }] } }));
        var ids = root.Descendants().Attributes("id").Select(id => id.Value).ToArray();
        Assert.HasCount(6, ids); // reading order, region, line, three words
        Assert.HasCount(6, ids.Distinct(StringComparer.Ordinal).ToArray());
        foreach (var id in ids)
        {
            System.Xml.XmlConvert.VerifyNCName(id);
        }
    }

    [TestMethod]
    public void Coordinates_lie_on_the_page_whatever_the_layout_says()
    {
        TextLine[] lines =
        [
            new("outside", [new(-50, -3.7f), new(5000, 2000)], Pages.Box(-10.4f, -20, 900.6f, 4000)),
            new("bare", [], []),
            new("baseline", [new(10, 500.5f), new(700, 480)], []),
            new("dot", [new(3, 3), new(3, 3)], Pages.Box(3, 3, 3, 3)),
        ];
        var layout = new PageLayout(Pages.Width, Pages.Height, [new("r", [], lines)]);
        var reading = Pages.Of("ab c").Readings[0];
        var root = Parse(Pages.Write(new PageXml(), new(layout, [reading, reading, reading, reading])));

        var points = root.Descendants().Attributes("points").Select(list => list.Value).ToArray();
        Assert.HasCount(1 + (4 * (2 + 2)), points);
        foreach (var list in points)
        {
            Assert.MatchesRegex(PointsPattern(), list);
            foreach (var (x, y) in PointList.Read(list))
            {
                Assert.IsInRange(0, Pages.Width - 1, x);
                Assert.IsInRange(0, Pages.Height - 1, y);
            }
        }
    }

    [TestMethod]
    public void Page_without_lines_is_valid()
    {
        var root = Parse(Pages.Write(new PageXml(), new(new(10, 20, []), [])));
        Assert.AreEqual("", Names(root.Element(_ns + "Page")!));
        Assert.AreEqual("10", root.Element(_ns + "Page")!.Attribute("imageWidth")!.Value);
    }

    [TestMethod]
    public void Characters_that_XML_cannot_hold_are_replaced()
    {
        var root = Parse(Pages.Write(new PageXml(), Pages.Of("a\u0001b\uFFFFc\U0001F58Bd")));
        Assert.AreEqual("a\uFFFDb\uFFFDc\U0001F58Bd", root.Descendants(_ns + "TextLine").Single().Element(_ns + "TextEquiv")!.Value);
    }

    [TestMethod]
    public void File_of_another_tool_keeps_what_we_do_not_understand()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("other.xml", Other);
        var read = PageXml.Read(path);
        var readings = new[] { Pages.Of("first new").Readings[0], Pages.Of("second").Readings[0] };

        using var output = new MemoryStream();
        PageXml.Update(path, read with { Readings = readings }, Pages.Origin, output);

        var root = Parse(output.ToArray());
        XNamespace ns = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15";
        Assert.AreEqual("42", root.Descendants(ns + "TranskribusMetadata").Single().Attribute("docId")!.Value);
        Assert.AreEqual("2026-03-04T05:06:07Z", root.Descendants(ns + "LastChange").Single().Value);
        Assert.HasCount(1, root.Descendants(ns + "TableRegion").ToArray());
        var lines = root.Descendants(ns + "TextLine").ToDictionary(line => line.Attribute("id")!.Value, StringComparer.Ordinal);
        Assert.AreEqual("readingOrder {index:0;} hand {writer:Anna;}", lines["a"].Attribute("custom")!.Value);
        Assert.AreEqual("Coords Baseline Word Word TextEquiv TextEquiv TextStyle", Names(lines["b"]));
        Assert.AreEqual("Coords Baseline Word TextEquiv", Names(lines["a"]));
        Assert.AreEqual("second", lines["a"].Element(ns + "TextEquiv")!.Value);
        Assert.AreEqual("an alternative|first new", string.Join('|', lines["b"].Elements(ns + "TextEquiv").Select(text => text.Value)));
        Assert.AreEqual("10,50 300,50", lines["b"].Element(ns + "Baseline")!.Attribute("points")!.Value);
    }

    [TestMethod]
    public void Regions_are_read_in_the_order_that_the_file_states()
    {
        using var folder = new TemporaryFolder();
        var read = PageXml.Read(folder.Write("other.xml", Other));
        Assert.AreEqual("r2 r1", string.Join(' ', read.Layout.Regions.Select(region => region.Id)));
        Assert.AreEqual("old|", string.Join('|', read.Readings.Select(reading => reading.Text))); // of two texts, the one without an index
        Assert.AreEqual(0.25f, read.Readings[0].Confidence, 1e-6f);
        Assert.HasCount(2, read.Layout.Lines.Last().Baseline);
    }

    [TestMethod]
    public void Lines_that_a_file_lacks_are_added_to_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("other.xml", Other);
        using var output = new MemoryStream();
        PageXml.Update(path, Pages.Of("new"), Pages.Origin, output);
        var added = Path.Combine(folder.Path, "added.xml");
        File.WriteAllBytes(added, output.ToArray());
        var read = PageXml.Read(added);
        Assert.HasCount(3, read.Readings);
        Assert.AreEqual("new", read.Readings[^1].Text);
        Assert.StartsWith("25,55 ", Parse(output.ToArray()).Descendants().Last(element => element.Name.LocalName is "Baseline").Attribute("points")!.Value); // half of 50,110
    }

    [TestMethod]
    public void Name_with_a_line_end_is_read_back()
    {
        using var output = new MemoryStream();
        new PageXml().Write(Pages.Of("a"), new PageOrigin("a\nb.png"), output);
        Assert.AreEqual("a\nb.png", Parse(output.ToArray()).Element(_ns + "Page")!.Attribute("imageFilename")!.Value);
    }

    [TestMethod]
    [DataRow("<alto/>", "expected PAGE XML")]
    [DataRow("<PcGts><Page imageWidth=\"x\" imageHeight=\"5\"/></PcGts>", "imageWidth")]
    [DataRow("<PcGts><Page", "no well-formed XML")]
    public void File_that_is_no_page_is_named(string content, string reason)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("bad.xml", content);
        var problem = Assert.ThrowsExactly<RecognitionException>(() => PageXml.Read(path));
        Assert.StartsWith(path, problem.Message);
        Assert.Contains(reason, problem.Message);
    }

    /// <summary>As Transkribus writes it, abridged.</summary>
    private const string Other = """
        <?xml version="1.0" encoding="UTF-8"?>
        <PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15">
          <Metadata><Creator>x</Creator><Created>2020-01-01T00:00:00</Created><LastChange>2020-01-01T00:00:00</LastChange>
            <TranskribusMetadata docId="42"/></Metadata>
          <Page imageFilename="a.jpg" imageWidth="400" imageHeight="500">
            <ReadingOrder><OrderedGroup id="g"><RegionRefIndexed index="1" regionRef="r1"/><RegionRefIndexed index="0" regionRef="r2"/></OrderedGroup></ReadingOrder>
            <TextRegion id="r1"><Coords points="0,300 399,300 399,400"/>
              <TextLine id="a" custom="readingOrder {index:0;} hand {writer:Anna;}"><Coords points="5,310 390,310 390,350 5,350"/><Baseline points="5,345 390,345"/></TextLine>
            </TextRegion>
            <TextRegion id="r2"><Coords points="0,0 399,0 399,100"/>
              <TextLine id="b"><Coords points="10,10 300,10 300,60 10,60"/><Baseline points="10,50 300,50"/><Word id="w"><Coords points="10,10 20,20"/></Word>
                <TextEquiv index="1"><Unicode>an alternative</Unicode></TextEquiv><TextEquiv conf="0.25"><Unicode>old</Unicode></TextEquiv>
                <TextStyle fontFamily="Kurrent"/></TextLine>
            </TextRegion>
            <TableRegion id="t"><Coords points="1,1 2,2 3,3"/></TableRegion>
          </Page>
        </PcGts>
        """;

    private static string Write(TemporaryFolder folder, PageReading page)
    {
        var path = Path.Combine(folder.Path, "page.xml");
        File.WriteAllBytes(path, Pages.Write(new PageXml(), page));
        return path;
    }

    private static XElement Parse(byte[] file) => XDocument.Load(new MemoryStream(file)).Root!;

    private static string Names(XElement element) => string.Join(' ', element.Elements().Select(child => child.Name.LocalName));

    [GeneratedRegex("^([0-9]+,[0-9]+ )+([0-9]+,[0-9]+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PointsPattern(); // that of the schema
}
