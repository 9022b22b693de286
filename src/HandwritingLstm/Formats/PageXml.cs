using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Formats;

/// <summary>PAGE XML, version 2019-07-15: regions, baselines, polygons, words, texts and confidences, for transcription tools.</summary>
/// <remarks>Pletschacher and Antonacopoulos, "The PAGE (Page Analysis and Ground-Truth Elements) Format Framework", ICPR 2010.</remarks>
public sealed class PageXml : IPageWriter
{
    private static readonly XNamespace _namespace = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15";

    /// <summary>What is added to the image's name to name the file.</summary>
    internal const string FileExtension = ".page.xml";

    /// <inheritdoc/>
    public string Extension => FileExtension;

    /// <summary>Reads a PAGE file of any version: regions in reading order, baselines, polygons, texts, confidences.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The page; its characters have no places, and a text without a confidence has confidence 1.</returns>
    /// <exception cref="RecognitionException">The file cannot be read or is no PAGE file.</exception>
    public static PageReading Read(string path) => PageXmlReader.Locate(XmlFile.Load(path), path).Read(PageXmlReader.Reading);

    /// <inheritdoc/>
    public void Write(PageReading page, PageOrigin origin, Stream output)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(origin);
        var elements = new PageXmlElements(_namespace, page.Layout);
        var readings = new Queue<LineReading>(page.Readings);
        var regions = page.Layout.Regions
            .Select(region => elements.Region(region, [.. region.Lines.Select(_ => readings.Dequeue())]))
            .ToList();
        var root = new XElement(
            _namespace + "PcGts",
            elements.Metadata(origin),
            new XElement(
                _namespace + "Page",
                new XAttribute("imageFilename", XmlFile.Text(origin.Image)),
                new XAttribute("imageWidth", page.Layout.Width),
                new XAttribute("imageHeight", page.Layout.Height),
                origin.Page > 1 ? new XAttribute("custom", string.Create(CultureInfo.InvariantCulture, $"page {{number:{origin.Page};}}")) : null,
                elements.ReadingOrder(regions),
                regions));
        XmlFile.Save(new XDocument(root), output);
    }

    /// <summary>Writes what was read into a copy of a file of another tool; what we do not understand stays as it is.</summary>
    /// <param name="existing">The PAGE file, of any version; it is not changed.</param>
    /// <param name="page">What was read on its lines, found by their identifiers; lines it lacks are added.</param>
    /// <param name="origin">Where the reading comes from.</param>
    /// <param name="output">Receives the copy; it stays open.</param>
    /// <exception cref="RecognitionException">The file cannot be read or is no PAGE file.</exception>
    public static void Update(string existing, PageReading page, PageOrigin origin, Stream output)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(origin);
        var document = XmlFile.Load(existing);
        var located = PageXmlReader.Locate(document, existing);
        var scaled = PageScale.To(page, located.Layout.Width, located.Layout.Height);
        var elements = new PageXmlElements(located.Element.Name.Namespace, scaled.Layout);
        var changedRegions = new HashSet<XElement>();
        foreach (var (region, readings) in located.Update(scaled, Update))
        {
            located.Element.Add(elements.Region(region, readings));
        }

        foreach (var region in changedRegions)
        {
            elements.UpdateText(region);
        }

        if (located.Element.Parent?.Descendants(located.Element.Name.Namespace + "LastChange").FirstOrDefault() is { } changed)
        {
            changed.Value = XmlConvert.ToString(origin.Created.UtcDateTime, XmlDateTimeSerializationMode.Utc);
        }

        XmlFile.Save(document, output, indent: false);

        void Update(XElement element, TextLine line, LineReading reading)
        {
            elements.Update(element, line, reading);
            changedRegions.Add(element.Parent!);
        }
    }
}
