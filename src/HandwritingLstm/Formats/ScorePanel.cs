using HandwritingLstm.Evaluation.Report;
using HandwritingLstm.Text;

namespace HandwritingLstm.Formats;

/// <summary>The probability of the blank and of the probable labels, column by column, with a letter at every peak.</summary>
internal sealed class ScorePanel(LineInspection inspection) : IInspectionPanel
{
    private const double HeadingHeight = 20;
    private const double LetterHeight = 16; // over a peak of 1
    private const double CurveHeight = 120;
    private const float LeastPeak = 0.1f; // lower ones would be letters over letters along the axis
    private const float LeastPoint = 0.004f; // half a pixel
    private const int NamedLabels = 4;

    /// <inheritdoc/>
    public double Height => HeadingHeight + LetterHeight + CurveHeight;

    private int ColumnCount => inspection.Scores.ColumnCount;

    /// <inheritdoc/>
    public void Draw(InspectionCanvas canvas, double top)
    {
        var bottom = top + Height;
        canvas.Heading(top + 12, [("", "label probabilities per column:"), ("blank", "blank"), ("", "and the most probable labels, named at their peaks")]);
        canvas.Rule("axis", InspectionCanvas.Left, bottom, canvas.Right, bottom);
        canvas.Text(InspectionCanvas.Left - 5, bottom - CurveHeight + 4, "tick", "1");
        canvas.Text(InspectionCanvas.Left - 5, bottom + 4, "tick", "0");
        canvas.Curve("blank area", [(X(canvas, 0), bottom), .. Points(canvas, bottom, Alphabet.Blank, 0..ColumnCount), (X(canvas, ColumnCount - 1), bottom)]);
        canvas.Curve("blank line", Points(canvas, bottom, Alphabet.Blank, 0..ColumnCount));

        var labels = Enumerable.Range(1, inspection.Scores.LabelCount - 1)
            .Select(label => (Label: label, Column: PeakOf(label)))
            .Where(peak => Probability(peak.Column, peak.Label) >= LeastPeak)
            .OrderBy(peak => peak.Column)
            .Select((peak, order) => (peak.Label, Style: InspectionSvg.Colour(order)));
        foreach (var (label, style) in labels)
        {
            DrawLabel(canvas, bottom, label, style);
        }
    }

    /// <summary>A strip over every column that says, where it is pointed at, what the column spells.</summary>
    /// <param name="canvas">Receives the strips.</param>
    /// <param name="top">Their upper edge.</param>
    /// <param name="bottom">Their lower edge.</param>
    public void DrawColumns(InspectionCanvas canvas, double top, double bottom)
    {
        for (var t = 0; t < ColumnCount; t++)
        {
            var best = Enumerable.Range(0, inspection.Scores.LabelCount).OrderByDescending(label => Probability(t, label)).Take(NamedLabels)
                .Select(label => Figures.Format($"{Name(label)} {Probability(t, label):0.000}"));
            canvas.Box(
                "column", canvas.X((double)t / ColumnCount), top, canvas.X((t + 1.0) / ColumnCount), bottom,
                Figures.Format($"column {t}: {string.Join(", ", best)}"));
        }
    }

    // A curve for every stretch of columns in which the label is more than nothing, and its name at every peak.
    private void DrawLabel(InspectionCanvas canvas, double bottom, int label, string style)
    {
        for (var t = 0; t < ColumnCount; t++)
        {
            if (Probability(t, label) < LeastPoint)
            {
                continue;
            }

            var end = t;
            while (end < ColumnCount && Probability(end, label) >= LeastPoint)
            {
                end++;
            }

            canvas.Curve($"{style} line", Points(canvas, bottom, label, Math.Max(0, t - 1)..Math.Min(ColumnCount, end + 1)));
            t = end;
        }

        for (var t = 0; t < ColumnCount; t++)
        {
            var probability = Probability(t, label);
            if (probability >= LeastPeak && probability >= Probability(t - 1, label) && probability > Probability(t + 1, label))
            {
                canvas.Text(X(canvas, t), bottom - (CurveHeight * probability) - 4, $"{style} {(probability >= 0.5f ? "peak" : "small peak")}", Name(label));
            }
        }
    }

    private IEnumerable<(double X, double Y)> Points(InspectionCanvas canvas, double bottom, int label, Range columns)
    {
        var (first, count) = columns.GetOffsetAndLength(ColumnCount);
        return Enumerable.Range(first, count).Select(t => (X(canvas, t), bottom - (CurveHeight * Probability(t, label))));
    }

    private double X(InspectionCanvas canvas, int column) => canvas.X((column + 0.5) / ColumnCount);

    private float Probability(int column, int label) =>
        column < 0 || column >= ColumnCount ? 0 : MathF.Exp(inspection.Scores.Column(column)[label]);

    private int PeakOf(int label) => Enumerable.Range(0, ColumnCount).MaxBy(t => inspection.Scores.Column(t)[label]);

    private string Name(int label) => label == Alphabet.Blank ? "blank" : Figures.Show(inspection.Model.Alphabet[label]);
}
