using System.Xml.Linq;

namespace HandwritingLstm.Formats;

/// <summary>ALTO XML, version 4.4: blocks, lines, strings with confidences, for libraries and their viewers.</summary>
/// <remarks>The standard is the Library of Congress's: https://www.loc.gov/standards/alto/.</remarks>
public sealed class Alto : IPageWriter
{
    private static readonly XNamespace _namespace = "http://www.loc.gov/standards/alto/ns-v4#";

    /// <inheritdoc/>
    public string Extension => ".alto.xml";

    /// <summary>Reads the first page of an ALTO file of version 2 to 4: blocks, baselines, polygons, texts, confidences.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The page; its characters have no places, and a text without a confidence has confidence 1.</returns>
    /// <exception cref="RecognitionException">The file cannot be read or is no ALTO file.</exception>
    public static PageReading Read(string path) => AltoReader.Locate(XmlFile.Load(path), path).Read(AltoReader.Reading);

    /// <inheritdoc/>
    public void Write(PageReading page, PageOrigin origin, Stream output)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(origin);
        var elements = new AltoElements(_namespace, page.Layout);
        var readings = new Queue<LineReading>(page.Readings);
        var blocks = page.Layout.Regions
            .Where(region => region.Lines.Count > 0)
            .Select(region => elements.Block(region, [.. region.Lines.Select(_ => readings.Dequeue())]));
        var root = new XElement(
            _namespace + "alto",
            new XAttribute("SCHEMAVERSION", "4.4"),
            elements.Description(origin),
            new XElement(
                _namespace + "Layout",
                new XElement(
                    _namespace + "Page",
                    new XAttribute("ID", "_page"),
                    new XAttribute("PHYSICAL_IMG_NR", origin.Page),
                    new XAttribute("HEIGHT", page.Layout.Height),
                    new XAttribute("WIDTH", page.Layout.Width),
                    new XElement(
                        _namespace + "PrintSpace",
                        new XAttribute("HEIGHT", page.Layout.Height),
                        new XAttribute("WIDTH", page.Layout.Width),
                        new XAttribute("HPOS", 0),
                        new XAttribute("VPOS", 0),
                        blocks))));
        XmlFile.Save(new XDocument(root), output);
    }

    /// <summary>Writes what was read into a copy of a file of another tool; what we do not understand stays as it is.</summary>
    /// <param name="existing">The ALTO file, of version 2 to 4; it is not changed.</param>
    /// <param name="page">What was read on its lines, found by their identifiers; lines it lacks are added.</param>
    /// <param name="origin">Where the reading comes from.</param>
    /// <param name="output">Receives the copy; it stays open.</param>
    /// <exception cref="RecognitionException">The file cannot be read or is no ALTO file.</exception>
    public static void Update(string existing, PageReading page, PageOrigin origin, Stream output)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(origin);
        var document = XmlFile.Load(existing);
        var located = AltoReader.Locate(document, existing);
        var ns = located.Element.Name.Namespace;
        var scaled = PageScale.To(page, located.Layout.Width, located.Layout.Height);
        var elements = new AltoElements(ns, scaled.Layout);
        foreach (var (region, readings) in located.Update(scaled, elements.Update))
        {
            (located.Element.Element(ns + "PrintSpace") ?? located.Element).Add(elements.Block(region, readings));
        }

        XmlFile.Save(document, output, indent: false);
    }
}
