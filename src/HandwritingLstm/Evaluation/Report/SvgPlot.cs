namespace HandwritingLstm.Evaluation.Report;

/// <summary>A chart as inline SVG: two axes with ticks, and on them lines, dots or bars. Colours come from the page's style.</summary>
internal sealed class SvgPlot
{
    private const double Width = 420; // about a narrow screen's width in pixels, so that the letters stay readable there
    private const double Height = 280;
    private const double Left = 52;
    private const double Right = 24;
    private const double Top = 12;
    private const double Bottom = 46;

    private readonly HtmlWriter _html;
    private readonly PlotAxis _x;
    private readonly PlotAxis _y;

    private SvgPlot(HtmlWriter html, PlotAxis x, PlotAxis y)
    {
        _html = html;
        _x = x;
        _y = y;
    }

    /// <summary>Writes a chart with a title and, for those who do not see it, a description.</summary>
    public static void Write(HtmlWriter html, string id, string title, string description, PlotAxis x, PlotAxis y, Action<SvgPlot> draw) =>
        html.Element("figure", () =>
        {
            html.Element("figcaption", title);
            html.Element(
                "svg",
                () =>
                {
                    html.Element("title", title, ("id", $"{id}-title"));
                    html.Element("desc", description, ("id", $"{id}-desc"));
                    var plot = new SvgPlot(html, x, y);
                    plot.DrawAxes();
                    draw(plot);
                },
                ("viewBox", Figures.Format($"0 0 {Width} {Height}")),
                ("role", "img"),
                ("aria-labelledby", $"{id}-title {id}-desc"));
        }, ("class", "chart"));

    /// <summary>A line through points, given as fractions.</summary>
    public void Line(IEnumerable<(double X, double Y)> points, string style) => _html.Element(
        "polyline", "", ("class", style), ("points", string.Join(' ', points.Select(point => Figures.Format($"{X(point.X):0.#},{Y(point.Y):0.#}")))));

    /// <summary>A dot with a text that appears above it.</summary>
    public void Dot(double x, double y, double radius, string style, string text) => _html.Element(
        "circle",
        () => _html.Element("title", text),
        ("class", style),
        ("cx", Figures.Coordinate(X(x))),
        ("cy", Figures.Coordinate(Y(y))),
        ("r", Figures.Coordinate(radius)));

    /// <summary>A bar from 0 to a value, with a text that appears above it.</summary>
    public void Bar(double from, double to, double value, string style, string text) => _html.Element(
        "rect",
        () => _html.Element("title", text),
        ("class", style),
        ("x", Figures.Coordinate(X(from) + 1)),
        ("y", Figures.Coordinate(Y(value))),
        ("width", Figures.Coordinate(Math.Max(0, X(to) - X(from) - 2))),
        ("height", Figures.Coordinate(Y(0) - Y(value))));

    private double X(double fraction) => Left + (fraction / _x.Most * (Width - Left - Right));

    private double Y(double fraction) => Height - Bottom - (Math.Min(fraction, _y.Most) / _y.Most * (Height - Top - Bottom));

    private void DrawAxes()
    {
        for (var tick = 0; tick * _y.Step <= _y.Most * 1.0001; tick++)
        {
            var y = Y(tick * _y.Step);
            Rule(Left, y, Width - Right, y, tick == 0 ? "axis" : "grid");
            Label(Left - 6, y + 4, "end", Tick(tick * _y.Step, _y.Step));
        }

        for (var tick = 0; tick * _x.Step <= _x.Most * 1.0001; tick++)
        {
            Label(X(tick * _x.Step), Height - Bottom + 17, "middle", Tick(tick * _x.Step, _x.Step));
        }

        Rule(Left, Top, Left, Height - Bottom, "axis");
        Label((Left + Width - Right) / 2, Height - 8, "middle", _x.Name);
        _html.Element("text", _y.Name, ("transform", Figures.Format($"translate(13 {(Top + Height - Bottom) / 2}) rotate(-90)")), ("text-anchor", "middle"));
    }

    private void Rule(double x1, double y1, double x2, double y2, string style) => _html.Element(
        "path", "", ("class", style), ("d", Figures.Format($"M{x1:0.#} {y1:0.#}L{x2:0.#} {y2:0.#}")));

    private void Label(double x, double y, string anchor, string text) => _html.Element(
        "text", text, ("x", Figures.Coordinate(x)), ("y", Figures.Coordinate(y)), ("text-anchor", anchor));

    private static string Tick(double fraction, double step) =>
        step < 0.01 ? Figures.Format($"{100 * fraction:0.0} %") : Figures.Format($"{100 * fraction:0} %");
}
