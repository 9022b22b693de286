using System.Globalization;
using System.Xml.Linq;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Formats;

/// <summary>Finds regions, lines and texts in PAGE files of any version, as Transkribus, eScriptorium and others write them.</summary>
internal static class PageXmlReader
{
    /// <summary>True for a PAGE file, of any version.</summary>
    public static bool IsPage(XDocument document) => string.Equals(document.Root?.Name.LocalName, "PcGts", StringComparison.Ordinal);

    /// <summary>Finds the page and its lines.</summary>
    /// <param name="document">The file.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="RecognitionException">It is no PAGE file, or its page has no size.</exception>
    public static LocatedPage Locate(XDocument document, string name)
    {
        var ns = document.Root!.Name.Namespace;
        var page = IsPage(document) ? document.Root.Element(ns + "Page") : null;
        if (page is null)
        {
            throw new RecognitionException($"{name}: found <{document.Root.Name.LocalName}>, but expected PAGE XML: <PcGts> with a <Page>; name another file.");
        }

        var (width, height) = (Size(page, "imageWidth", name), Size(page, "imageHeight", name));
        var ids = new UniqueIds();
        var regions = new List<TextRegion>();
        var lines = new List<LocatedLine>();
        foreach (var element in InReadingOrder(page))
        {
            var id = ids.Take((string?)element.Attribute("id"), string.Create(CultureInfo.InvariantCulture, $"r{regions.Count + 1}"));
            var own = element.Elements(ns + "TextLine").Select(line => new LocatedLine(line, Line(line, ns, ids))).ToList();
            regions.Add(new(id, Points(element.Element(ns + "Coords")), [.. own.Select(line => line.Line)]));
            lines.AddRange(own);
        }

        return new(page, new(width, height, regions), lines);
    }

    /// <summary>What a line's element says: the first of its texts.</summary>
    public static LineReading Reading(XElement line) => LocatedPage.Reading(TextOf(line), Confidence(FirstText(line)));

    /// <summary>The first text of a line's element as it stands there; where it has none, its words.</summary>
    public static string TextOf(XElement line) => (string?)FirstText(line)?.Element(line.Name.Namespace + "Unicode") ?? WordsOf(line);

    /// <summary>The text of an element that counts: the one with the lowest index.</summary>
    public static XElement? FirstText(XElement element) =>
        element.Elements(element.Name.Namespace + "TextEquiv").OrderBy(text => Number(text.Attribute("index")) ?? 0).FirstOrDefault();

    private static TextLine Line(XElement line, XNamespace ns, UniqueIds ids)
    {
        var id = ids.Take((string?)line.Attribute("id"), "line");
        return new(id, Points(line.Element(ns + "Baseline")), Points(line.Element(ns + "Coords")));
    }

    /// <summary>What holds lines, as ReadingOrder lists it, then all others as they stand.</summary>
    private static IEnumerable<XElement> InReadingOrder(XElement page)
    {
        var ns = page.Name.Namespace;
        var byId = page.Descendants().Where(element => element.Attribute("id") is not null)
            .ToLookup(element => (string)element.Attribute("id")!, StringComparer.Ordinal);
        var listed = (page.Element(ns + "ReadingOrder")?.Elements().SelectMany(group => References(group)) ?? [])
            .SelectMany(id => byId[id])
            .SelectMany(element => HoldsLines(element) ? [element] : element.Descendants().Where(HoldsLines)); // a table stands for its cells
        return listed.Concat(page.Descendants().Where(HoldsLines)).Distinct();
    }

    /// <summary>A region of text, or a cell of a table as Transkribus writes it: of cells only those with lines.</summary>
    private static bool HoldsLines(XElement element)
    {
        var ns = element.Name.Namespace;
        return element.Name == ns + "TextRegion" || (element.Name == ns + "TableCell" && element.Element(ns + "TextLine") is not null);
    }

    private static IEnumerable<string> References(XElement group)
    {
        if ((string?)group.Attribute("regionRef") is { } id)
        {
            yield return id;
        }

        foreach (var reference in group.Elements().OrderBy(child => Number(child.Attribute("index")) ?? 0).SelectMany(References))
        {
            yield return reference;
        }
    }

    private static string WordsOf(XElement line) => string.Join(' ', line.Elements(line.Name.Namespace + "Word")
        .Select(word => (string?)FirstText(word)?.Element(line.Name.Namespace + "Unicode") ?? ""));

    private static IReadOnlyList<PagePoint> Points(XElement? element)
    {
        if (element is null)
        {
            return [];
        }

        // Versions before 2013 have an element for every point.
        return element.Attribute("points") is { } points
            ? PointList.Read(points.Value)
            : [.. element.Elements(element.Name.Namespace + "Point").Select(point => new PagePoint(Number(point.Attribute("x")) ?? 0, Number(point.Attribute("y")) ?? 0))];
    }

    private static float? Confidence(XElement? text) => Number(text?.Attribute("conf"));

    private static float? Number(XAttribute? attribute) => PointList.Numbers(attribute?.Value) is [var number, ..] ? number : null;

    private static int Size(XElement page, string attribute, string name) =>
        int.TryParse((string?)page.Attribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0
            ? size
            : throw new RecognitionException($"{name}: <Page> has {attribute}=\"{(string?)page.Attribute(attribute)}\"; expected a number of pixels.");
}
