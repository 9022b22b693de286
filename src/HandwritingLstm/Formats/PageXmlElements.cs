using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Formats;

/// <summary>Builds the elements of a PAGE file, and replaces what a file of another tool says on a line.</summary>
/// <param name="ns">The version's namespace.</param>
/// <param name="page">The page, onto which every coordinate is moved.</param>
internal sealed class PageXmlElements(XNamespace ns, PageLayout page)
{
    /// <summary>Who made the file, from what, when.</summary>
    public XElement Metadata(PageOrigin origin)
    {
        var created = XmlConvert.ToString(origin.Created.UtcDateTime, XmlDateTimeSerializationMode.Utc);
        return new XElement(
            ns + "Metadata",
            new XElement(ns + "Creator", PageOrigin.Software),
            new XElement(ns + "Created", created),
            new XElement(ns + "LastChange", created),
            origin.Model.Length == 0 ? null : new XElement(
                ns + "MetadataItem",
                new XAttribute("type", "processingStep"),
                new XAttribute("name", "recognition"),
                new XAttribute("value", XmlFile.Text(origin.Model))));
    }

    /// <summary>The order of the regions; null for none, which the format does not allow.</summary>
    public XElement? ReadingOrder(IReadOnlyList<XElement> regions) => regions.Count == 0 ? null : new XElement(
        ns + "ReadingOrder",
        new XElement(
            ns + "OrderedGroup",
            new XAttribute("id", "reading-order"),
            regions.Select((region, i) => new XElement(
                ns + "RegionRefIndexed",
                new XAttribute("index", i),
                new XAttribute("regionRef", region.Attribute("id")!.Value)))));

    /// <summary>A region with its lines.</summary>
    public XElement Region(TextRegion region, IReadOnlyList<LineReading> readings)
    {
        var polygon = region.Polygon.Count >= 3
            ? region.Polygon
            : PageBox.Around(region.Lines.SelectMany(line => new LineShape(line, page).Polygon), page).Corners();
        return new XElement(
            ns + "TextRegion",
            new XAttribute("id", XmlFile.Id(region.Id)),
            Coordinates("Coords", polygon, 3),
            region.Lines.Zip(readings, Line),
            Text(string.Join('\n', readings.Select(reading => reading.Text)), confidence: null));
    }

    /// <summary>Replaces baseline (where there is none), words and first text of a line; everything else stays.</summary>
    public void Update(XElement element, TextLine line, LineReading reading)
    {
        var shape = new LineShape(line, page);
        var coordinates = element.Element(ns + "Coords");
        if (coordinates is null)
        {
            coordinates = Coordinates("Coords", shape.Polygon, 3);
            element.AddFirst(coordinates);
        }

        var baseline = element.Element(ns + "Baseline");
        if (baseline is null && line.Baseline.Count >= 2)
        {
            baseline = Coordinates("Baseline", line.Baseline, 2);
            coordinates.AddAfterSelf(baseline);
        }

        element.Elements(ns + "Word").Remove();
        var text = Text(reading.Text, reading.Confidence);
        if (PageXmlReader.FirstText(element) is { } old)
        {
            text.Add(old.Attributes("index"));
            old.ReplaceWith(text);
        }
        else
        {
            (baseline ?? coordinates).AddAfterSelf(text);
        }

        (baseline ?? coordinates).AddAfterSelf(Words(XmlFile.Id(line.Id), shape, reading));
    }

    /// <summary>Replaces the first text of a region that has one by those of its lines: what it said before is no longer what they say.</summary>
    public void UpdateText(XElement region)
    {
        if (PageXmlReader.FirstText(region) is not { } text)
        {
            return;
        }

        var lines = string.Join('\n', region.Elements(ns + "TextLine").Select(PageXmlReader.TextOf));
        text.Attribute("conf")?.Remove(); // it was that of the old text
        text.Element(ns + "PlainText")?.SetValue(lines);
        text.SetElementValue(ns + "Unicode", lines);
    }

    private XElement Line(TextLine line, LineReading reading)
    {
        var shape = new LineShape(line, page);
        var id = XmlFile.Id(line.Id);
        return new XElement(
            ns + "TextLine",
            new XAttribute("id", id),
            PlacedWord.IsRightToLeft(reading.Text) ? new XAttribute("readingDirection", "right-to-left") : null,
            Coordinates("Coords", shape.Polygon, 3),
            Coordinates("Baseline", shape.Baseline, 2),
            Words(id, shape, reading),
            Text(reading.Text, reading.Confidence));
    }

    private IEnumerable<XElement> Words(string line, LineShape shape, LineReading reading) =>
        PlacedWord.Of(shape, reading).Select((word, i) => new XElement(
            ns + "Word",
            new XAttribute("id", string.Create(CultureInfo.InvariantCulture, $"{line}_w{i + 1}")),
            Coordinates("Coords", word.Box.Corners(), 3),
            Text(word.Text, word.Confidence)));

    private XElement Text(string text, float? confidence) => new(
        ns + "TextEquiv",
        confidence is { } value ? new XAttribute("conf", PlacedWord.Decimal(value)) : null,
        new XElement(ns + "Unicode", XmlFile.Text(text)));

    private XElement Coordinates(string name, IEnumerable<PagePoint> points, int least) =>
        new(ns + name, new XAttribute("points", PointList.Write(points, page, least)));
}
