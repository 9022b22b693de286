using System.Globalization;
using System.Text;
using System.Xml.Linq;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Formats;

/// <summary>Finds blocks, lines and texts in ALTO files of version 2 to 4.</summary>
internal static class AltoReader
{
    /// <summary>True for an ALTO file, of any version.</summary>
    public static bool IsAlto(XDocument document) => string.Equals(document.Root?.Name.LocalName, "alto", StringComparison.Ordinal);

    /// <summary>Finds the first page and its lines.</summary>
    /// <param name="document">The file.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="RecognitionException">It is no ALTO file, or its page has no size.</exception>
    public static LocatedPage Locate(XDocument document, string name)
    {
        var ns = document.Root!.Name.Namespace;
        var page = IsAlto(document) ? document.Descendants(ns + "Page").FirstOrDefault() : null;
        if (page is null)
        {
            throw new RecognitionException($"{name}: found <{document.Root.Name.LocalName}>, but expected ALTO XML: <alto> with a <Page>; name another file.");
        }

        var ids = new UniqueIds();
        var regions = new List<TextRegion>();
        var lines = new List<LocatedLine>();
        foreach (var block in page.Descendants(ns + "TextBlock"))
        {
            var id = ids.Take((string?)block.Attribute("ID"), string.Create(CultureInfo.InvariantCulture, $"block_{regions.Count + 1}"));
            var own = block.Elements(ns + "TextLine").Select(line => new LocatedLine(line, Line(line, ids))).ToList();
            regions.Add(new(id, Polygon(block), [.. own.Select(line => line.Line)]));
            lines.AddRange(own);
        }

        var size = page.Attribute("WIDTH") is null ? page.Element(ns + "PrintSpace") ?? page : page;
        return new(page, new(Size(size, "WIDTH", name), Size(size, "HEIGHT", name), regions), lines);
    }

    /// <summary>What a line's element says; its confidence is the mean of its strings', weighted by their lengths.</summary>
    public static LineReading Reading(XElement line)
    {
        var text = new StringBuilder();
        var (sum, length) = (0f, 0);
        foreach (var element in line.Elements())
        {
            var content = (string?)element.Attribute("CONTENT") ?? "";
            if (string.Equals(element.Name.LocalName, "String", StringComparison.Ordinal))
            {
                text.Append(text.Length > 0 ? " " : "").Append(content);
                if (Number(element.Attribute("WC")) is { } confidence)
                {
                    (sum, length) = (sum + (confidence * Math.Max(1, content.Length)), length + Math.Max(1, content.Length));
                }
            }
            else if (string.Equals(element.Name.LocalName, "HYP", StringComparison.Ordinal))
            {
                text.Append(content);
            }
        }

        return LocatedPage.Reading(text.ToString(), length > 0 ? sum / length : null);
    }

    private static TextLine Line(XElement line, UniqueIds ids)
    {
        var polygon = Polygon(line);
        return new(ids.Take((string?)line.Attribute("ID"), "line"), Baseline(line, polygon), polygon);
    }

    /// <summary>A list of points since version 4.2, before that one height.</summary>
    private static IReadOnlyList<PagePoint> Baseline(XElement line, IReadOnlyList<PagePoint> polygon)
    {
        var text = (string?)line.Attribute("BASELINE");
        return PointList.Numbers(text) switch
        {
            [var y] when polygon.Count > 0 => [new(polygon.Min(point => point.X), y), new(polygon.Max(point => point.X), y)],
            { Count: >= 4 } => PointList.Read(text),
            _ => [],
        };
    }

    private static IReadOnlyList<PagePoint> Polygon(XElement element)
    {
        var ns = element.Name.Namespace;
        var points = PointList.Read((string?)element.Element(ns + "Shape")?.Element(ns + "Polygon")?.Attribute("POINTS"));
        if (points.Count >= 3)
        {
            return points;
        }

        return (Number(element.Attribute("HPOS")), Number(element.Attribute("VPOS")), Number(element.Attribute("WIDTH")), Number(element.Attribute("HEIGHT")))
            is ({ } left, { } top, { } width, { } height)
            ? [new(left, top), new(left + width, top), new(left + width, top + height), new(left, top + height)]
            : [];
    }

    private static float? Number(XAttribute? attribute) => PointList.Numbers(attribute?.Value) is [var number, ..] ? number : null;

    private static int Size(XElement page, string attribute, string name) =>
        Number(page.Attribute(attribute)) is { } size and >= 1 and < int.MaxValue
            ? (int)MathF.Round(size)
            : throw new RecognitionException($"{name}: <Page> has {attribute}=\"{(string?)page.Attribute(attribute)}\"; expected its size.");
}
