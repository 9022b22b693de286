using HandwritingLstm.Evaluation.Report;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Formats;

/// <summary>Draws over the line: fractions of the line's width become pixels, the same ones in every panel.</summary>
/// <param name="svg">Receives the markup.</param>
/// <param name="lineWidth">Width of the line in pixels of the drawing.</param>
internal sealed class InspectionCanvas(HtmlWriter svg, double lineWidth)
{
    /// <summary>Room on the left for the numbers of the axes.</summary>
    public const double Left = 40;

    /// <summary>The right edge of the line.</summary>
    public double Right => Left + lineWidth;

    /// <summary>Where a place on the line lies.</summary>
    /// <param name="fraction">0 = the line's left edge, 1 = its right edge.</param>
    public double X(double fraction) => Left + (fraction * lineWidth);

    /// <summary>A text.</summary>
    public void Text(double x, double y, string style, string text) => svg.Element(
        "text", text, ("class", style), ("x", Figures.Coordinate(x)), ("y", Figures.Coordinate(y)));

    /// <summary>The heading of a panel: words, those that name a curve in its colour.</summary>
    public void Heading(double y, IEnumerable<(string Style, string Text)> words) => svg.Element(
        "text",
        () =>
        {
            foreach (var (style, text) in words)
            {
                svg.Element("tspan", text, ("class", style.Length == 0 ? null : style));
                svg.Text(" ");
            }
        },
        ("class", "heading"),
        ("x", Figures.Coordinate(Left)),
        ("y", Figures.Coordinate(y)));

    /// <summary>A curve through points.</summary>
    public void Curve(string style, IEnumerable<(double X, double Y)> points) => svg.Element(
        "polyline", "", ("class", style), ("points", string.Join(' ', points.Select(point => Figures.Format($"{point.X:0.#},{point.Y:0.#}")))));

    /// <summary>A straight line.</summary>
    public void Rule(string style, double x1, double y1, double x2, double y2) => Curve(style, [(x1, y1), (x2, y2)]);

    /// <summary>A box, with a text that appears where it is pointed at.</summary>
    public void Box(string style, double left, double top, double right, double bottom, string text) => svg.Element(
        "rect",
        () => svg.Element("title", text),
        ("class", style),
        ("x", Figures.Coordinate(left)),
        ("y", Figures.Coordinate(top)),
        ("width", Figures.Coordinate(right - left)),
        ("height", Figures.Coordinate(bottom - top)));

    /// <summary>An image over the whole line; its pixels stay square blocks.</summary>
    public void Image(ColourImage image, double top, double height)
    {
        using var png = new MemoryStream();
        PngWriter.Write(image, png);
        svg.Element(
            "image",
            "",
            ("class", "pixels"),
            ("href", $"data:image/png;base64,{Convert.ToBase64String(png.GetBuffer(), 0, (int)png.Length)}"),
            ("x", Figures.Coordinate(Left)),
            ("y", Figures.Coordinate(top)),
            ("width", Figures.Coordinate(lineWidth)),
            ("height", Figures.Coordinate(height)),
            ("preserveAspectRatio", "none"));
    }
}
