namespace HandwritingLstm.Evaluation.Report;

/// <summary>How much CER each cause is worth that people gave to lines.</summary>
internal static class CauseSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportContent content)
    {
        var causes = content.Causes!;
        html.Element("p", $"{Figures.Of(causes.Labels.Count, "line")} labelled, {Figures.Count(causes.RandomCount)} of them wrong lines drawn at random; " +
            "the estimate over all lines rests on these alone." +
            (causes.Unknown.Count > 0 ? $" {Figures.Of(causes.Unknown.Count, "label")} of images that are not in this ground truth do not count." : ""));
        var most = causes.Causes.Count == 0 ? 0 : causes.Causes.Max(cause => cause.EstimatedCer ?? cause.Cer);
        new HtmlTable(html).Write(
            "What each cause is worth",
            ["Cause", "Lines", "Edits on them", "CER on them", "CER over all lines, estimated", ""],
            causes.Causes.Select(cause => (IReadOnlyList<HtmlCell>)
            [
                HtmlCell.Name(cause.Cause),
                HtmlCell.Number(cause.LineCount),
                HtmlCell.Number(cause.Edits),
                HtmlCell.Percent(cause.Cer),
                HtmlCell.Number(cause.EstimatedCer is { } cer ? Figures.Percent(cer) : "–"),
                HtmlCell.Bar(cause.EstimatedCer ?? cause.Cer, most),
            ]));
    }
}
