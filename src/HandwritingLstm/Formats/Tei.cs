using System.Globalization;
using System.Xml.Linq;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Formats;

/// <summary>TEI P5: a facsimile with a zone for every region and line, and the text, line by line, that refers to it.</summary>
/// <remarks>TEI Consortium, "TEI P5: Guidelines for Electronic Text Encoding and Interchange", chapter 12 (Representation of Primary Sources).</remarks>
public sealed class Tei : IPageWriter
{
    private static readonly XNamespace _namespace = "http://www.tei-c.org/ns/1.0";

    /// <inheritdoc/>
    public string Extension => ".tei.xml";

    /// <inheritdoc/>
    public void Write(PageReading page, PageOrigin origin, Stream output)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(origin);
        var root = new XElement(_namespace + "TEI", Header(origin), Facsimile(page.Layout, origin), Body(page, origin));
        XmlFile.Save(new XDocument(root), output);
    }

    private static XElement Header(PageOrigin origin) => new(
        _namespace + "teiHeader",
        new XElement(
            _namespace + "fileDesc",
            new XElement(_namespace + "titleStmt", new XElement(_namespace + "title", XmlFile.Text(origin.Image))),
            new XElement(_namespace + "publicationStmt", new XElement(_namespace + "p", "Transcribed by machine; not corrected.")),
            new XElement(_namespace + "sourceDesc", new XElement(_namespace + "p", string.Create(
                CultureInfo.InvariantCulture, $"Page {origin.Page} of the scan {XmlFile.Text(origin.Image)}.")))),
        new XElement(
            _namespace + "encodingDesc",
            new XElement(
                _namespace + "appInfo",
                new XElement(
                    _namespace + "application",
                    new XAttribute("ident", "HandwritingLstm"),
                    new XAttribute("version", PageOrigin.Version),
                    new XElement(_namespace + "label", XmlFile.Text($"{PageOrigin.Software} {origin.Model}".TrimEnd()))))));

    private static XElement Facsimile(PageLayout page, PageOrigin origin) => new(
        _namespace + "facsimile",
        new XElement(
            _namespace + "surface",
            Id("_page"),
            new XAttribute("ulx", 0),
            new XAttribute("uly", 0),
            new XAttribute("lrx", page.Width),
            new XAttribute("lry", page.Height),
            new XElement(
                _namespace + "graphic",
                new XAttribute("url", Uri.EscapeDataString(origin.Image).Replace("%2F", "/", StringComparison.Ordinal)),
                new XAttribute("width", string.Create(CultureInfo.InvariantCulture, $"{page.Width}px")),
                new XAttribute("height", string.Create(CultureInfo.InvariantCulture, $"{page.Height}px"))),
            page.Regions.Select(region => Region(region, page))));

    private static XElement Region(TextRegion region, PageLayout page)
    {
        var polygon = region.Polygon.Count >= 3
            ? region.Polygon
            : PageBox.Around(region.Lines.SelectMany(line => new LineShape(line, page).Polygon), page).Corners();
        return Zone("region", region.Id, polygon, page, region.Lines.Select(line => Zone("line", line.Id, new LineShape(line, page).Polygon, page, null)));
    }

    private static XElement Zone(string type, string id, IEnumerable<PagePoint> polygon, PageLayout page, IEnumerable<XElement>? content) => new(
        _namespace + "zone",
        Id(id),
        new XAttribute("type", type),
        new XAttribute("points", PointList.Write(polygon, page, 3)),
        content);

    private static XElement Body(PageReading page, PageOrigin origin)
    {
        var readings = new Queue<LineReading>(page.Readings);
        return new XElement(
            _namespace + "text",
            new XElement(
                _namespace + "body",
                new XElement(_namespace + "pb", new XAttribute("facs", "#_page"), new XAttribute("n", origin.Page)),
                page.Layout.Regions.Count == 0 ? new XElement(_namespace + "p") : null,
                page.Layout.Regions.Select(region => new XElement(
                    _namespace + "p",
                    new XAttribute("facs", Reference(region.Id)),
                    region.Lines.Select(line => Line(line, readings.Dequeue()))))));
    }

    private static object[] Line(TextLine line, LineReading reading) =>
    [
        new XElement(_namespace + "lb", new XAttribute("facs", Reference(line.Id))),
        new XElement(_namespace + "seg", new XAttribute("cert", PlacedWord.Decimal(reading.Confidence)), XmlFile.Text(reading.Text)),
    ];

    private static XAttribute Id(string id) => new(XNamespace.Xml + "id", XmlFile.Id(id));

    private static string Reference(string id) => "#" + XmlFile.Id(id);
}
