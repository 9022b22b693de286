namespace HandwritingLstm.Evaluation.Report;

/// <summary>Whether confidences mean what they say, and what is gained by typing the least confident lines by hand.</summary>
internal static class ConfidenceSection
{
    private const double LargestDot = 14;
    private const double SmallestDot = 3;

    private static readonly int[] _keptPercents = [100, 95, 90, 80, 70, 50, 30, 10];

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportContent content)
    {
        html.Element("div", () =>
        {
            CalibrationChart(html, "calibration", "Lines: characters that are right, over confidence", content.LineCalibration!);
            if (content.CharacterCalibration is { } characters)
            {
                CalibrationChart(html, "characters", "Characters that are right, over their probability", characters);
            }

            CoverageChart(html, content.Coverage!);
        }, ("class", "charts"));
        CalibrationTable(html, "Calibration of lines", content.LineCalibration!);
        if (content.CharacterCalibration is { } calibration)
        {
            CalibrationTable(html, "Calibration of single characters", calibration);
        }

        new HtmlTable(html).Write(
            "CER of the lines kept when the least confident are typed by hand",
            ["Lines kept", "Typed by hand", "Confidence at least", "CER of the lines kept"],
            _keptPercents.Select(content.Coverage!.At).Select(point => (IReadOnlyList<HtmlCell>)
            [
                HtmlCell.Number(Figures.WholePercent(point.Kept)),
                HtmlCell.Number(Figures.WholePercent(1 - point.Kept)),
                HtmlCell.Number(Figures.Format($"{point.Threshold:0.000}")),
                HtmlCell.Percent(point.Cer),
            ]));
    }

    private static void CalibrationChart(HtmlWriter html, string id, string title, Calibration calibration) => SvgPlot.Write(
        html,
        id,
        $"{title}. Expected calibration error: {Figures.Percent(calibration.ExpectedError)}",
        "On the diagonal, confidence is what it says. " +
            string.Join(", ", calibration.Bins.Select(bin => $"{Figures.Confidence(bin.Confidence)}: {Figures.Percent(bin.Accuracy)} right")) + ".",
        PlotAxis.Whole("confidence"),
        PlotAxis.Whole("right"),
        plot =>
        {
            var most = calibration.Bins.Max(bin => bin.Count);
            plot.Line([(0, 0), (1, 1)], "ideal");
            plot.Line(calibration.Bins.Select(bin => (bin.Confidence, bin.Accuracy)), "l1");
            foreach (var bin in calibration.Bins)
            {
                var radius = Math.Max(SmallestDot, LargestDot * Math.Sqrt((double)bin.Count / most));
                plot.Dot(bin.Confidence, bin.Accuracy, radius, "d1", $"{bin.Name}: {Figures.Percent(bin.Accuracy)} of {Figures.Of(bin.Count, "character")}");
            }
        });

    private static void CoverageChart(HtmlWriter html, CoverageCurve curve) => SvgPlot.Write(
        html,
        "coverage",
        "CER of the lines kept, the most confident first",
        string.Join(", ", _keptPercents.Select(curve.At).Select(point => $"{Figures.WholePercent(point.Kept)} kept: {Figures.Percent(point.Cer)}")) + ".",
        PlotAxis.Whole("share of lines kept"),
        PlotAxis.UpTo("CER", curve.Points.Max(point => point.Cer)),
        plot => plot.Line(curve.Points.Select(point => (point.Kept, point.Cer)), "l1"));

    private static void CalibrationTable(HtmlWriter html, string caption, Calibration calibration) => new HtmlTable(html).Write(
        $"{caption}: expected calibration error {Figures.Percent(calibration.ExpectedError)}",
        ["Confidence", "Characters", "Mean confidence", "Right", "Difference in points"],
        calibration.Bins.Select(bin => (IReadOnlyList<HtmlCell>)
        [
            HtmlCell.Of(bin.Name),
            HtmlCell.Number(bin.Count),
            HtmlCell.Number(Figures.Format($"{bin.Confidence:0.000}")),
            HtmlCell.Percent(bin.Accuracy),
            HtmlCell.Number(Figures.Points(bin.Accuracy - bin.Confidence)),
        ]));
}
