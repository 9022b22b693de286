namespace HandwritingLstm.Evaluation.Report;

/// <summary>The figures that people ask for first, and what to do next.</summary>
internal static class SummarySection
{
    private const int ShownNames = 5;

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportContent content, Gallery gallery)
    {
        var report = content.Report;
        var rates = report.Rates;
        html.Element("dl", () =>
        {
            Card(html, "CER", Figures.Percent(rates.Cer.Rate), Interval(rates.Cer));
            Card(html, "WER", Figures.Percent(rates.Wer.Rate), Interval(rates.Wer));
            Card(
                html,
                "Lines without an error",
                Figures.Percent(report.Overall.LineAccuracy),
                $"{Figures.Count(report.Overall.CorrectLineCount)} of {Figures.Of(report.Lines.Count, "line")}");
            if (content.LineCalibration is { } calibration)
            {
                Card(html, "Calibration error", Figures.Percent(calibration.ExpectedError), "confidence against what is right");
            }
        }, ("class", "cards"));

        html.Element("h3", "What to do next");
        html.Element("ul", () =>
        {
            foreach (var step in NextSteps.Of(content, gallery))
            {
                html.Element("li", step);
            }
        }, ("class", "next"));

        new HtmlTable(html).Write(
            "Error rates with their counts and 95 % intervals",
            ["Rate", "Value", "Edits", "of", "Substituted", "Inserted", "Deleted", "Interval over lines", "Interval over writers"],
            rates.All.Select(rate => (IReadOnlyList<HtmlCell>)
            [
                HtmlCell.Of(rate.Name),
                HtmlCell.Percent(rate.Rate),
                HtmlCell.Number(rate.Counts.Edits),
                HtmlCell.Number(Figures.Of(rate.Counts.TruthLength, rate.Unit[..^1])),
                .. rate == rates.LineErrors
                    ? [HtmlCell.Number("–"), HtmlCell.Number("–"), HtmlCell.Number("–")]
                    : (HtmlCell[])[HtmlCell.Number(rate.Counts.Substitutions), HtmlCell.Number(rate.Counts.Insertions), HtmlCell.Number(rate.Counts.Deletions)],
                HtmlCell.Number(Figures.Interval(rate.OverLines)),
                HtmlCell.Number(Figures.Interval(rate.OverWriters)),
            ]));

        Names(html, "Nothing was predicted for", "these count as read empty", report.Missing);
        Names(html, "Not in the ground truth, though predicted", "these do not count", report.Extra);
        Names(html, "The truth is empty on", "whatever was read there is an insertion", report.EmptyTruths);
        Names(html, "Read as empty", "all their characters are deletions", [.. report.EmptyReadings.Except(report.Missing, StringComparer.Ordinal)]);
    }

    private static string Interval(MeasuredRate rate) => rate.OverWriters is { } writers
        ? $"95 %: {Figures.Interval(writers)} over writers"
        : $"95 %: {Figures.Interval(rate.OverLines)} over lines";

    private static void Card(HtmlWriter html, string name, string value, string note) => html.Element("div", () =>
    {
        html.Element("dt", name);
        html.Element("dd", value, ("class", "value"));
        html.Element("dd", note, ("class", "note"));
    });

    private static void Names(HtmlWriter html, string what, string consequence, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        html.Element("p", () =>
        {
            html.Text($"{what}: {Figures.Of(names.Count, "line")} (");
            foreach (var name in names.Take(ShownNames))
            {
                html.Element("bdi", name);
                html.Text(", ");
            }

            html.Text($"{(names.Count > ShownNames ? "…; " : "")}{consequence}).");
        });
    }
}
