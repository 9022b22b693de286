using System.Xml.Linq;
using HandwritingLstm.Formats;
using HandwritingLstm.Tests.Evaluation;

namespace HandwritingLstm.Tests.Formats;

/// <summary>What becomes of regions, tables and their texts when a file of another tool is read and updated.</summary>
[TestClass]
public sealed class PageXmlRegionTests
{
    private static readonly XNamespace _ns = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15";

    [TestMethod]
    public void Text_of_a_region_becomes_that_of_its_lines_where_one_was_updated()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("regions.xml", Regions);
        var read = PageXml.Read(path);
        Assert.AreEqual("old one|kept|bare|other", string.Join('|', read.Readings.Select(reading => reading.Text)));
        var layout = read.Layout with { Regions = [.. read.Layout.Regions.Where(region => region.Id is not "untouched").Select(region => region with { Lines = [.. region.Lines.Where(line => line.Id is not "kept")] })] };

        using var output = new MemoryStream();
        PageXml.Update(path, new(layout, [.. Pages.Of("new one", "new bare").Readings]), Pages.Origin, output);

        var regions = Parse(output.ToArray()).Descendants(_ns + "TextRegion").ToDictionary(region => region.Attribute("id")!.Value, StringComparer.Ordinal);
        var text = regions["both"].Elements(_ns + "TextEquiv").ToArray();
        Assert.AreEqual("an alternative", text[0].Value);
        Assert.AreEqual("new one\nkept", text[1].Element(_ns + "PlainText")!.Value);
        Assert.AreEqual("new one\nkept", text[1].Element(_ns + "Unicode")!.Value);
        Assert.IsNull(text[1].Attribute("conf")); // it was that of the old text
        Assert.IsEmpty(regions["bare"].Elements(_ns + "TextEquiv").ToArray());
        Assert.AreEqual("a comment", regions["untouched"].Element(_ns + "TextEquiv")!.Value);
    }

    [TestMethod]
    public void Lines_of_tables_and_of_regions_within_regions_are_read_and_updated()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("table.xml", Table);
        var read = PageXml.Read(path);
        Assert.AreEqual("heading|1|2|caption|end", string.Join('|', read.Readings.Select(reading => reading.Text)));
        Assert.AreEqual("top cell1 cell2 inner last", string.Join(' ', read.Layout.Regions.Select(region => region.Id)));

        using var output = new MemoryStream();
        PageXml.Update(path, read with { Readings = [.. Pages.Of("HEADING", "one", "two", "CAPTION", "END").Readings] }, Pages.Origin, output);

        var root = Parse(output.ToArray());
        Assert.AreEqual("one|two", string.Join('|', root.Descendants(_ns + "TableCell").Elements(_ns + "TextLine").Select(line => line.Element(_ns + "TextEquiv")!.Value)));
        Assert.HasCount(5, root.Descendants(_ns + "TextLine").ToArray()); // none was added elsewhere
        Assert.AreEqual("HEADING|one|two|CAPTION|END", string.Join('|', PageXml.Read(folder.Write("new.xml", output.ToArray())).Readings.Select(reading => reading.Text)));
    }

    [TestMethod]
    public void Table_stands_in_the_reading_order_where_the_file_states()
    {
        using var folder = new TemporaryFolder();
        const string Order = "<ReadingOrder><OrderedGroup id=\"g\"><RegionRefIndexed index=\"0\" regionRef=\"last\"/><RegionRefIndexed index=\"1\" regionRef=\"table\"/></OrderedGroup></ReadingOrder><TextRegion id=\"top\">";
        var read = PageXml.Read(folder.Write("table.xml", Table.Replace("<TextRegion id=\"top\">", Order, StringComparison.Ordinal)));
        Assert.AreEqual("last cell1 cell2 top inner", string.Join(' ', read.Layout.Regions.Select(region => region.Id)));
    }

    /// <summary>Regions with and without texts of their own.</summary>
    private const string Regions = """
        <PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Metadata/>
          <Page imageFilename="a.jpg" imageWidth="800" imageHeight="1000">
            <TextRegion id="both"><Coords points="0,0 799,0 799,200"/>
              <TextLine id="first"><Coords points="10,10 700,10 700,60 10,60"/><TextEquiv><Unicode>old one</Unicode></TextEquiv></TextLine>
              <TextLine id="kept"><Coords points="10,70 700,70 700,120 10,120"/><TextEquiv><Unicode>kept</Unicode></TextEquiv></TextLine>
              <TextEquiv index="1"><Unicode>an alternative</Unicode></TextEquiv>
              <TextEquiv index="0" conf="0.5"><PlainText>old one kept</PlainText><Unicode>old one kept</Unicode></TextEquiv>
            </TextRegion>
            <TextRegion id="bare"><Coords points="0,300 799,300 799,400"/>
              <TextLine id="second"><Coords points="10,310 700,310 700,360 10,360"/><TextEquiv><Unicode>bare</Unicode></TextEquiv></TextLine>
            </TextRegion>
            <TextRegion id="untouched"><Coords points="0,500 799,500 799,600"/>
              <TextLine id="third"><Coords points="10,510 700,510 700,560 10,560"/><TextEquiv><Unicode>other</Unicode></TextEquiv></TextLine>
              <TextEquiv><Unicode>a comment</Unicode></TextEquiv>
            </TextRegion>
          </Page>
        </PcGts>
        """;

    /// <summary>A table as Transkribus writes it, abridged, and a picture with a caption.</summary>
    private const string Table = """
        <PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Metadata/>
          <Page imageFilename="a.jpg" imageWidth="800" imageHeight="1000">
            <TextRegion id="top"><Coords points="0,0 799,0 799,100"/>
              <TextLine id="l1"><Coords points="10,10 700,10 700,60 10,60"/><TextEquiv><Unicode>heading</Unicode></TextEquiv></TextLine>
            </TextRegion>
            <TableRegion id="table"><Coords points="0,100 799,100 799,300"/>
              <TableCell id="cell1" row="0" col="0"><Coords points="0,100 399,100 399,300"/>
                <TextLine id="l2"><Coords points="10,110 300,110 300,160 10,160"/><TextEquiv><Unicode>1</Unicode></TextEquiv></TextLine>
                <CornerPts>0 1 2 3</CornerPts></TableCell>
              <TableCell id="cell2" row="0" col="1"><Coords points="400,100 799,100 799,300"/>
                <TextLine id="l3"><Coords points="410,110 700,110 700,160 410,160"/><TextEquiv><Unicode>2</Unicode></TextEquiv></TextLine>
                <CornerPts>0 1 2 3</CornerPts></TableCell>
              <TableCell id="empty" row="1" col="0"><Coords points="0,200 399,200 399,300"/><CornerPts>0 1 2 3</CornerPts></TableCell>
            </TableRegion>
            <GraphicRegion id="picture"><Coords points="0,400 799,400 799,600"/>
              <TextRegion id="inner"><Coords points="0,500 799,500 799,600"/>
                <TextLine id="l4"><Coords points="10,510 700,510 700,560 10,560"/><TextEquiv><Unicode>caption</Unicode></TextEquiv></TextLine>
              </TextRegion></GraphicRegion>
            <TextRegion id="last"><Coords points="0,700 799,700 799,800"/>
              <TextLine id="l5"><Coords points="10,710 700,710 700,760 10,760"/><TextEquiv><Unicode>end</Unicode></TextEquiv></TextLine>
            </TextRegion>
          </Page>
        </PcGts>
        """;

    private static XElement Parse(byte[] file) => XDocument.Load(new MemoryStream(file)).Root!;
}
