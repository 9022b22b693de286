using System.Globalization;
using System.Text;

namespace HandwritingLstm.Training.History;

/// <summary>The learning curve of a run as an SVG image: training loss and validation CER over minutes.</summary>
public static class LearningCurve
{
    private const double Width = 860;
    private const double Height = 440;
    private const double Left = 70;
    private const double Right = 790;
    private const double Top = 50;
    private const double Bottom = 360;
    private const string LossColour = "#1f6fb4";
    private const string ErrorColour = "#c44e00";

    /// <summary>Draws the curve.</summary>
    /// <param name="title">What was trained, such as the recipe's name.</param>
    /// <param name="rows">The history, oldest first; without rows the image says so.</param>
    /// <returns>A complete SVG document.</returns>
    public static string Draw(string title, IReadOnlyList<HistoryRow> rows)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(rows);
        var svg = new StringBuilder();
        Add(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="13" role="img">""");
        Add(svg, $"<title>{Escape(title)}</title>");
        Add(svg, $"""<rect width="{Width}" height="{Height}" fill="white"/>""");
        Text(svg, Left, 28, "start", $"""fill="#222" font-size="16" """, title);
        if (rows.Count == 0)
        {
            Text(svg, Left, Top + 30, "start", "", "No step has been made yet.");
        }
        else
        {
            DrawRows(svg, rows);
        }

        Add(svg, $"</svg>");
        return svg.ToString();
    }

    private static void DrawRows(StringBuilder svg, IReadOnlyList<HistoryRow> rows)
    {
        var validated = rows.Where(row => row.CharacterErrorRate is not null).ToList();
        var time = new CurveAxis(Math.Max(rows[^1].Minutes, 1e-3), Left, Right);
        // The first steps' losses are far above the rest: a line is drawn from the second tenth's maximum down.
        var loss = new CurveAxis(rows.Skip(rows.Count / 10).Max(row => double.IsFinite(row.Loss) ? row.Loss : 0), Bottom, Top);
        var error = new CurveAxis(
            validated.Count == 0 ? 1 : Math.Min(1, 1.05 * validated.Skip(validated.Count / 10).Max(row => row.CharacterErrorRate!.Value)), Bottom, Top);

        var linesPerMinute = rows[^1].Lines / Math.Max(rows[^1].Minutes, 1e-9);
        foreach (var minutes in time.Ticks)
        {
            var x = time.Position(minutes);
            Add(svg, $"""<line x1="{x:0.#}" y1="{Top}" x2="{x:0.#}" y2="{Bottom}" stroke="#e4e4e4"/>""");
            Text(svg, x, Bottom + 18, "middle", """fill="#222" """, minutes.ToString("0.###", CultureInfo.InvariantCulture));
            Text(svg, x, Bottom + 34, "middle", """fill="#777" """, Thousands(minutes * linesPerMinute));
        }

        foreach (var value in loss.Ticks)
        {
            Text(svg, Left - 8, loss.Position(value) + 4, "end", $"""fill="{LossColour}" """, value.ToString("0.###", CultureInfo.InvariantCulture));
        }

        foreach (var value in validated.Count == 0 ? [] : error.Ticks)
        {
            Text(svg, Right + 8, error.Position(value) + 4, "start", $"""fill="{ErrorColour}" """, value.ToString("0.# %", CultureInfo.InvariantCulture));
        }

        Add(svg, $"""<rect x="{Left}" y="{Top}" width="{Right - Left}" height="{Bottom - Top}" fill="none" stroke="#888"/>""");
        Line(svg, LossColour, rows.Where(row => double.IsFinite(row.Loss)).Select(row => (time.Position(row.Minutes), loss.Position(row.Loss))));
        Line(svg, ErrorColour, validated.Select(row => (time.Position(row.Minutes), error.Position(row.CharacterErrorRate!.Value))));
        foreach (var row in validated)
        {
            Add(svg, $"""<circle cx="{time.Position(row.Minutes):0.#}" cy="{error.Position(row.CharacterErrorRate!.Value):0.#}" r="2.5" fill="{ErrorColour}"/>""");
        }

        Text(svg, (Left + Right) / 2, Bottom + 56, "middle", """fill="#222" """, "minutes trained (grey: lines seen)");
        Text(svg, Left, Top - 6, "start", $"""fill="{LossColour}" """, "training loss per label (natural log)");
        if (validated.MinBy(row => row.CharacterErrorRate) is { } best)
        {
            Text(svg, Right, Top - 6, "end", $"""fill="{ErrorColour}" """, string.Create(
                CultureInfo.InvariantCulture, $"validation CER, best {best.CharacterErrorRate:0.00 %} after {best.Minutes:0.#} min"));
        }
    }

    private static void Line(StringBuilder svg, string colour, IEnumerable<(double X, double Y)> points)
    {
        var joined = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.#},{point.Y:0.#}")));
        Add(svg, $"""<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="1.5" stroke-linejoin="round"/>""");
    }

    private static void Text(StringBuilder svg, double x, double y, string anchor, string attributes, string text) =>
        Add(svg, $"""<text x="{x:0.#}" y="{y:0.#}" text-anchor="{anchor}" {attributes}>{Escape(text)}</text>""");

    private static void Add(StringBuilder svg, FormattableString line) =>
        svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Thousands(double lines) => lines < 1000
        ? lines.ToString("0", CultureInfo.InvariantCulture)
        : (lines / 1000).ToString("#,0.#k", CultureInfo.InvariantCulture);

    private static string Escape(string text) => System.Security.SecurityElement.Escape(text) ?? "";
}
