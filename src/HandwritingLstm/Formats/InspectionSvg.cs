using HandwritingLstm.Evaluation.Report;

namespace HandwritingLstm.Formats;

/// <summary>
/// Draws an inspected line: its image, what was read, the label probabilities, and gates and states of some units, all on one
/// horizontal scale. One SVG file that needs nothing beside it, for light and dark screens.
/// </summary>
public static class InspectionSvg
{
    /// <summary>Pixels of the drawing for a pixel of the line.</summary>
    internal const double Scale = 2;

    private const double Head = 56;
    private const double Gap = 18;
    private const double LeastWidth = 520; // of the headings
    private const double Margin = 16;
    private const int ColourCount = 8;

    private const string Style = """
        svg { color-scheme: light dark; --paper: #fff; --ink: #1b1d21; --soft: #5b616b; --rule: #d5d9df; --fill: #eceef1; --tint: #dbe7f6;
          --c0: #2563b0; --c1: #b84a00; --c2: #1d7a46; --c3: #9a2a8c; --c4: #7a5c00; --c5: #0b7580; --c6: #b3261e; --c7: #5b4fc4;
          font: 12px system-ui, sans-serif; background: var(--paper); }
        @media (prefers-color-scheme: dark) { svg { --paper: #15171b; --ink: #e6e8ec; --soft: #a2a9b4; --rule: #3a3f48; --fill: #262a31; --tint: #24364e;
          --c0: #7fb0f0; --c1: #ffa15c; --c2: #6fd39a; --c3: #f08be0; --c4: #e0c25a; --c5: #5fd3dd; --c6: #ff8d80; --c7: #b3a8ff; }
          .pixels { filter: invert(1) hue-rotate(180deg); } }
        text { fill: var(--soft); }
        .title { fill: var(--ink); font-size: 16px; font-weight: 600; white-space: pre; }
        .heading .strong { fill: var(--ink); font-weight: 600; }
        .pixels { image-rendering: pixelated; }
        .letter { fill: var(--ink); font-size: 14px; text-anchor: middle; }
        .peak { font-size: 13px; font-weight: 600; text-anchor: middle; }
        .small { font-size: 10px; font-weight: 400; }
        .tick { font-size: 10px; text-anchor: end; }
        .extent { fill: var(--tint); }
        .column { fill: transparent; }
        .column:hover { fill: var(--soft); fill-opacity: .25; }
        polyline { fill: none; stroke: var(--rule); }
        .guide { stroke-dasharray: 1 3; }
        .axis, .zero { stroke: var(--soft); stroke-width: .6; }
        .zero { stroke-dasharray: 3 3; }
        .line { stroke-width: 1.5; stroke-linejoin: round; }
        .blank.area { fill: var(--fill); stroke: none; }
        .blank.line { stroke: var(--soft); stroke-dasharray: 4 2; stroke-width: 1; }
        .state { fill: var(--ink); } .state.line { fill: none; stroke: var(--ink); }

        """;

    /// <summary>Draws a line.</summary>
    /// <param name="inspection">The line and what is known of it.</param>
    /// <param name="output">Receives the SVG document.</param>
    public static void Write(LineInspection inspection, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        ArgumentNullException.ThrowIfNull(output);
        var scores = new ScorePanel(inspection);
        IInspectionPanel[] panels = [new LinePanel(inspection), scores, .. UnitsOf(inspection)];
        var lineWidth = Scale * inspection.Line.ColumnCount;
        var width = InspectionCanvas.Left + Math.Max(LeastWidth, lineWidth) + Margin;
        var height = Head + panels.Sum(panel => panel.Height + Gap) + Margin;
        var svg = new HtmlWriter(output);
        svg.Element(
            "svg",
            () =>
            {
                svg.Element("title", inspection.Reading.Text);
                svg.Element("desc", $"A line of handwriting as the network {inspection.Model.Spec} sees it, the label probabilities per column, and gates and states of some of its units.");
                svg.Element("style", Style + string.Concat(Enumerable.Range(0, ColourCount).Select(ColourRule)));
                var canvas = new InspectionCanvas(svg, lineWidth);
                canvas.Text(InspectionCanvas.Left, 24, "title", inspection.Reading.Text.Length == 0 ? "nothing was read" : inspection.Reading.Text);
                canvas.Text(InspectionCanvas.Left, 44, "heading", Summary(inspection));
                DrawGuides(canvas, inspection, height - Margin);
                var top = Head;
                foreach (var panel in panels)
                {
                    panel.Draw(canvas, top);
                    top += panel.Height + Gap;
                }

                scores.DrawColumns(canvas, Head, Head + panels[0].Height + Gap + scores.Height); // last: nothing else is to be pointed at there
            },
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("viewBox", Figures.Format($"0 0 {width} {height}")),
            ("width", Figures.Coordinate(width)),
            ("height", Figures.Coordinate(height)),
            ("role", "img"));
    }

    /// <summary>The style of the curve of this number; the numbers begin anew when the colours are used up.</summary>
    internal static string Colour(int number) => Figures.Format($"c{number % ColourCount}");

    private static string ColourRule(int number) => $".{Colour(number)} {{ fill: var(--{Colour(number)}); }} .{Colour(number)}.line {{ fill: none; stroke: var(--{Colour(number)}); }}\n";

    private static string Summary(LineInspection inspection)
    {
        var (model, scores) = (inspection.Model, inspection.Scores);
        var layer = inspection.Trace is { } trace ? $", layer {trace.Layer}: {model.Spec.Layers[trace.Layer]}" : "";
        return Figures.Format(
            $"{model.Metadata.Name}, confidence {inspection.Reading.Confidence:0.00}, {scores.ColumnCount} columns of {(double)inspection.Line.ColumnCount / scores.ColumnCount:0.#} pixels{layer}");
    }

    // Through all panels, where each character is most probable.
    private static void DrawGuides(InspectionCanvas canvas, LineInspection inspection, double bottom)
    {
        foreach (var character in inspection.Reading.Characters)
        {
            var middle = canvas.X((character.FirstColumn + character.LastColumn + 1) / 2.0 / inspection.Scores.ColumnCount);
            canvas.Rule("guide", middle, Head, middle, bottom);
        }
    }

    private static IEnumerable<IInspectionPanel> UnitsOf(LineInspection inspection)
    {
        if (inspection.Trace is not { } trace)
        {
            return [];
        }

        var spec = inspection.Model.Spec.Layers[trace.Layer];
        return inspection.Units.Select<int, IInspectionPanel>(unit =>
        {
            var name = $"unit {unit}, {UnitOrigin.Of(spec, unit)}:";
            return trace.Height == 1 ? new UnitPanel(trace, unit, name) : new MapPanel(trace, unit, name, Scale * inspection.Line.Height);
        });
    }
}
