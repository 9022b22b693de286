using System.Globalization;
using System.Xml.Linq;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Formats;

/// <summary>hOCR 1.2: an HTML page that a browser shows, with the place and confidence of every line and word.</summary>
/// <remarks>Breuel, "The hOCR Microformat for OCR Workflow and Results", ICDAR 2007; specification 1.2: http://kba.github.io/hocr-spec/1.2/.</remarks>
public sealed class Hocr : IPageWriter
{
    private static readonly XNamespace _namespace = "http://www.w3.org/1999/xhtml";

    /// <inheritdoc/>
    public string Extension => ".hocr.html";

    /// <inheritdoc/>
    public void Write(PageReading page, PageOrigin origin, Stream output)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(origin);
        var readings = new Queue<LineReading>(page.Readings);
        var image = XmlFile.Text(origin.Image);
        var title = $"image \"{image.Replace("\"", "%22", StringComparison.Ordinal)}\"; bbox 0 0 {page.Layout.Width} {page.Layout.Height}; ppageno {origin.Page - 1}";
        var root = new XElement(
            _namespace + "html",
            new XElement(
                _namespace + "head",
                new XElement(_namespace + "meta", new XAttribute("charset", "utf-8")),
                new XElement(_namespace + "title", image),
                Meta("ocr-system", PageOrigin.Software),
                Meta("ocr-capabilities", "ocr_page ocr_carea ocr_line ocrx_word")),
            new XElement(
                _namespace + "body",
                Element("div", "ocr_page", "page", title, page.Layout.Regions
                    .Select(region => Area(region, [.. region.Lines.Select(_ => readings.Dequeue())], page.Layout))
                    .ToArray())));
        XmlFile.Save(new XDocument(new XDocumentType("html", null, null, null), root), output);
    }

    private static XElement Area(TextRegion region, IReadOnlyList<LineReading> readings, PageLayout page)
    {
        var polygon = region.Polygon.Count >= 3 ? region.Polygon : [.. region.Lines.SelectMany(line => new LineShape(line, page).Polygon)];
        return Element(
            "div",
            "ocr_carea",
            region.Id,
            BoundingBox(PageBox.Around(polygon, page)),
            [.. region.Lines.Zip(readings, (line, reading) => Line(line, reading, page))]);
    }

    private static XElement Line(TextLine line, LineReading reading, PageLayout page)
    {
        var shape = new LineShape(line, page);
        var words = new List<object>();
        foreach (var word in PlacedWord.Of(shape, reading))
        {
            if (words.Count > 0)
            {
                words.Add(" ");
            }

            var percent = Math.Round((decimal)word.Confidence * 100, 2).ToString("0.##", CultureInfo.InvariantCulture);
            var id = string.Create(CultureInfo.InvariantCulture, $"{line.Id}_w{(words.Count / 2) + 1}");
            words.Add(Element("span", "ocrx_word", id, $"{BoundingBox(word.Box)}; x_wconf {percent}", XmlFile.Text(word.Text)));
        }

        var element = Element("span", "ocr_line", line.Id, $"{BoundingBox(shape.Box)}; {Baseline(shape)}", [.. words]);
        element.Add(new XAttribute("dir", PlacedWord.IsRightToLeft(reading.Text) ? "rtl" : "ltr"));
        element.Add(new XAttribute("style", "display: block"));
        return element;
    }

    /// <summary>The straight line nearest to the baseline (least squares): slope, and height at the box's bottom left corner.</summary>
    private static string Baseline(LineShape shape)
    {
        var points = shape.Baseline;
        var (meanX, meanY) = (points.Average(point => point.X), points.Average(point => point.Y));
        var spread = points.Sum(point => (point.X - meanX) * (point.X - meanX));
        var slope = spread > 0 ? points.Sum(point => (point.X - meanX) * (point.Y - meanY)) / spread : 0;
        var offset = meanY + (slope * (shape.Box.Left - meanX)) - shape.Box.Bottom;
        return string.Create(CultureInfo.InvariantCulture, $"baseline {slope:0.#####} {offset:0.#}");
    }

    private static string BoundingBox(PageBox box) =>
        string.Create(CultureInfo.InvariantCulture, $"bbox {box.Left} {box.Top} {box.Right} {box.Bottom}");

    private static XElement Meta(string name, string content) =>
        new(_namespace + "meta", new XAttribute("name", name), new XAttribute("content", content));

    private static XElement Element(string tag, string type, string id, string title, params object[] content) => new(
        _namespace + tag,
        new XAttribute("class", type),
        new XAttribute("id", XmlFile.Text(id)),
        new XAttribute("title", title),
        content,
        ""); // an empty text keeps an empty element from being written as <span/>, which HTML takes for a start
}
