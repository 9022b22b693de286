using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Formats;

/// <summary>Builds the elements of an ALTO file, and replaces what a file of another tool says on a line.</summary>
/// <param name="ns">The version's namespace.</param>
/// <param name="page">The page, onto which every coordinate is moved.</param>
internal sealed class AltoElements(XNamespace ns, PageLayout page)
{
    /// <summary>Who made the file, from what, when.</summary>
    public XElement Description(PageOrigin origin) => new(
        ns + "Description",
        new XElement(ns + "MeasurementUnit", "pixel"),
        new XElement(ns + "sourceImageInformation", new XElement(ns + "fileName", XmlFile.Text(origin.Image))),
        new XElement(
            ns + "Processing",
            new XAttribute("ID", "recognition"),
            new XElement(ns + "processingCategory", "contentGeneration"),
            new XElement(ns + "processingDateTime", XmlConvert.ToString(origin.Created.UtcDateTime, XmlDateTimeSerializationMode.Utc)),
            origin.Model.Length == 0 ? null : new XElement(ns + "processingStepSettings", XmlFile.Text(origin.Model)),
            new XElement(
                ns + "processingSoftware",
                new XElement(ns + "softwareName", "HandwritingLstm"),
                new XElement(ns + "softwareVersion", PageOrigin.Version))));

    /// <summary>A block with its lines.</summary>
    public XElement Block(TextRegion region, IReadOnlyList<LineReading> readings)
    {
        var polygon = region.Polygon.Count >= 3
            ? region.Polygon
            : [.. region.Lines.SelectMany(line => new LineShape(line, page).Polygon)];
        return new XElement(
            ns + "TextBlock",
            new XAttribute("ID", XmlFile.Id(region.Id)),
            Place(PageBox.Around(polygon, page)),
            region.Polygon.Count >= 3 ? Shape(region.Polygon) : null,
            region.Lines.Zip(readings, Line));
    }

    /// <summary>Replaces the strings of a line; baseline and shape where there are none; everything else stays.</summary>
    public void Update(XElement element, TextLine line, LineReading reading)
    {
        var shape = new LineShape(line, page);
        if (element.Attribute("BASELINE") is null && line.Baseline.Count >= 2)
        {
            element.SetAttributeValue("BASELINE", PointList.Write(line.Baseline, page, 2));
        }

        element.Elements().Where(child => child.Name.LocalName is "String" or "SP" or "HYP").Remove();
        var strings = Strings(XmlFile.Id(line.Id), shape, reading);
        if (element.Element(ns + "Shape") is { } outline)
        {
            outline.AddAfterSelf(strings);
        }
        else
        {
            element.AddFirst(strings);
        }
    }

    private XElement Line(TextLine line, LineReading reading)
    {
        var shape = new LineShape(line, page);
        var id = XmlFile.Id(line.Id);
        return new XElement(
            ns + "TextLine",
            new XAttribute("ID", id),
            Place(shape.Box),
            new XAttribute("BASELINE", PointList.Write(shape.Baseline, page, 2)),
            PlacedWord.IsRightToLeft(reading.Text) ? new XAttribute("BASEDIRECTION", "rtl") : null,
            Shape(shape.Polygon),
            Strings(id, shape, reading));
    }

    /// <summary>Strings with spaces between; a line must have one, so that a line without text has an empty one.</summary>
    private List<XElement> Strings(string line, LineShape shape, LineReading reading)
    {
        var elements = new List<XElement>();
        IReadOnlyList<PlacedWord> words = PlacedWord.Of(shape, reading);
        foreach (var word in words.Count > 0 ? words : [new("", reading.Confidence, shape.Box)])
        {
            if (elements.Count > 0)
            {
                elements.Add(new XElement(ns + "SP"));
            }

            elements.Add(new XElement(
                ns + "String",
                new XAttribute("ID", string.Create(CultureInfo.InvariantCulture, $"{line}_w{(elements.Count / 2) + 1}")),
                Place(word.Box),
                new XAttribute("CONTENT", XmlFile.Text(word.Text)),
                new XAttribute("WC", PlacedWord.Decimal(word.Confidence))));
        }

        return elements;
    }

    private XElement Shape(IEnumerable<PagePoint> polygon) =>
        new(ns + "Shape", new XElement(ns + "Polygon", new XAttribute("POINTS", PointList.Write(polygon, page, 3))));

    private static XAttribute[] Place(PageBox box) =>
    [
        new("HPOS", box.Left),
        new("VPOS", box.Top),
        new("WIDTH", box.Width),
        new("HEIGHT", box.Height),
    ];
}
