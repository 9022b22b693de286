using System.Xml.Linq;
using HandwritingLstm.Formats;
using HandwritingLstm.Tests.Evaluation;

namespace HandwritingLstm.Tests.Formats;

[TestClass]
public sealed class AltoTests
{
    private static readonly XNamespace _ns = "http://www.loc.gov/standards/alto/ns-v4#";

    [TestMethod]
    public void Written_page_is_read_back_with_layout_texts_and_confidences()
    {
        using var folder = new TemporaryFolder();
        var page = Pages.Of(("déjà vu", 0), ("0.09 is not 0,09", 0.09f), ("sure", 1));
        var path = folder.Write("page.xml", Pages.Write(new Alto(), page));

        var read = Alto.Read(path);

        Assert.AreEqual(page.Text, read.Text);
        for (var i = 0; i < page.Readings.Count; i++)
        {
            Assert.AreEqual(page.Readings[i].Confidence, read.Readings[i].Confidence, 0.00005f);
        }

        Assert.AreSequenceEqual(page.Layout.Lines.SelectMany(line => line.Baseline).ToArray(), read.Layout.Lines.SelectMany(line => line.Baseline).ToArray());
        Assert.AreSequenceEqual(page.Layout.Lines.SelectMany(line => line.Polygon).ToArray(), read.Layout.Lines.SelectMany(line => line.Polygon).ToArray());
        Assert.AreEqual(Pages.Width, read.Layout.Width);
    }

    [TestMethod]
    public void Elements_stand_in_the_order_that_the_schema_wants()
    {
        var root = Parse(Pages.Write(new Alto(), Pages.Of("one two", "")));
        Assert.AreEqual("Description Layout", Names(root));
        Assert.AreEqual("MeasurementUnit sourceImageInformation Processing", Names(root.Element(_ns + "Description")!));
        Assert.AreEqual("Shape TextLine TextLine", Names(root.Descendants(_ns + "TextBlock").Single()));
        var lines = root.Descendants(_ns + "TextLine").ToArray();
        Assert.AreEqual("Shape String SP String", Names(lines[0]));
        Assert.AreEqual("Shape String", Names(lines[1])); // the schema wants a string on every line
        Assert.AreEqual("", lines[1].Element(_ns + "String")!.Attribute("CONTENT")!.Value);
    }

    [TestMethod]
    public void Words_stand_where_their_characters_were_read()
    {
        var root = Parse(Pages.Write(new Alto(), Pages.Of("ab cde")));
        var words = root.Descendants(_ns + "String").ToArray();
        Assert.AreEqual("60", words[0].Attribute("HPOS")!.Value);
        Assert.AreEqual("38", words[0].Attribute("WIDTH")!.Value); // to 98
        Assert.AreEqual("120", words[1].Attribute("HPOS")!.Value);
        Assert.AreEqual("50", words[1].Attribute("VPOS")!.Value);
        Assert.AreEqual("80", words[1].Attribute("HEIGHT")!.Value);
    }

    [TestMethod]
    public void Right_to_left_lines_say_so()
    {
        var lines = Parse(Pages.Write(new Alto(), Pages.Of("كتاب", "book"))).Descendants(_ns + "TextLine").ToArray();
        Assert.AreEqual("rtl", lines[0].Attribute("BASEDIRECTION")!.Value);
        Assert.IsNull(lines[1].Attribute("BASEDIRECTION"));
    }

    [TestMethod]
    [DataRow("10 50 300 51", 2)]
    [DataRow("10,50 300,51 310,52", 3)]
    [DataRow("47.5", 2)] // before version 4.2: one height
    [DataRow("", 0)]
    public void Baseline_is_read_as_every_version_writes_it(string baseline, int points)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.xml", Other.Replace("10 50 300 51", baseline, StringComparison.Ordinal));
        var line = Alto.Read(path).Layout.Lines.First();
        Assert.HasCount(points, line.Baseline);
        if (points > 0)
        {
            Assert.AreEqual(10, line.Baseline[0].X);
        }
    }

    [TestMethod]
    public void File_of_another_tool_keeps_what_we_do_not_understand()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.xml", Other);
        var read = Alto.Read(path);
        Assert.AreEqual("old words-|", string.Join('|', read.Readings.Select(reading => reading.Text)));

        using var output = new MemoryStream();
        Alto.Update(path, read with { Readings = [Pages.Of("brand new").Readings[0], Pages.Of("more").Readings[0]] }, Pages.Origin, output);

        var root = Parse(output.ToArray());
        Assert.AreEqual("LT1", root.Descendants(_ns + "TextLine").First().Attribute("TAGREFS")!.Value);
        Assert.HasCount(1, root.Descendants(_ns + "OtherTag").ToArray());
        Assert.HasCount(1, root.Descendants(_ns + "Illustration").ToArray());
        var updated = folder.Write("b.xml", output.ToArray());
        Assert.AreEqual("brand new|more", string.Join('|', Alto.Read(updated).Readings.Select(reading => reading.Text)));
        Assert.AreEqual("Shape String SP String", Names(root.Descendants(_ns + "TextLine").First()));
    }

    [TestMethod]
    [DataRow("<PcGts/>", "expected ALTO XML")]
    [DataRow("<alto><Layout><Page HEIGHT=\"5\"/></Layout></alto>", "WIDTH")]
    public void File_that_is_no_page_is_named(string content, string reason)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("bad.xml", content);
        var problem = Assert.ThrowsExactly<RecognitionException>(() => Alto.Read(path));
        Assert.StartsWith(path, problem.Message);
        Assert.Contains(reason, problem.Message);
    }

    /// <summary>As eScriptorium writes it, abridged.</summary>
    private const string Other = """
        <alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">
          <Description><MeasurementUnit>pixel</MeasurementUnit></Description>
          <Tags><OtherTag ID="LT1" LABEL="default"/></Tags>
          <Layout><Page WIDTH="400" HEIGHT="500" PHYSICAL_IMG_NR="0" ID="p"><PrintSpace HPOS="0" VPOS="0" WIDTH="400" HEIGHT="500">
            <TextBlock ID="b1" HPOS="0" VPOS="0" WIDTH="400" HEIGHT="100">
              <TextLine ID="l1" TAGREFS="LT1" BASELINE="10 50 300 51" HPOS="10" VPOS="10" WIDTH="290" HEIGHT="60">
                <Shape><Polygon POINTS="10 10 300 10 300 70 10 70"/></Shape><String CONTENT="old"/><SP/><String CONTENT="words"/><HYP CONTENT="-"/>
              </TextLine>
              <TextLine HPOS="10" VPOS="80" WIDTH="290" HEIGHT="20"><String CONTENT=""/></TextLine>
            </TextBlock>
            <Illustration ID="i" HPOS="0" VPOS="100" WIDTH="10" HEIGHT="10"/>
          </PrintSpace></Page></Layout>
        </alto>
        """;

    private static XElement Parse(byte[] file) => XDocument.Load(new MemoryStream(file)).Root!;

    private static string Names(XElement element) => string.Join(' ', element.Elements().Select(child => child.Name.LocalName));
}
