namespace HandwritingLstm.Evaluation.Report;

/// <summary>Bias, variance and data mismatch, and what each suggests.</summary>
internal static class GapSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, GapAnalysis gaps)
    {
        html.Element("p", gaps.Widest is { } widest
            ? $"The widest gap leads to the {widest.To.Name}: {Figures.Points(widest.Difference.Value)} points of CER. {widest.Cause} {widest.Suggestion}"
            : "No gap is wider than chance allows.");
        new HtmlTable(html).Write(
            "CER of each set, from the lines the model was trained on to those it is for",
            ["Set", "From", "Lines", "Characters", "CER", "95 % interval", ""],
            gaps.Sets.Select(set => (IReadOnlyList<HtmlCell>)
            [
                HtmlCell.Of(set.Name),
                HtmlCell.Name(set.Source),
                HtmlCell.Number(set.Report.Lines.Count),
                HtmlCell.Number(set.Report.Overall.Characters.TruthLength),
                HtmlCell.Percent(set.Report.Overall.Cer),
                HtmlCell.Number(Figures.Interval(set.Report.CerIntervalOverWriters ?? set.Report.CerInterval)),
                HtmlCell.Bar(set.Report.Overall.Cer, gaps.Sets.Max(other => other.Report.Overall.Cer)),
            ]));
        new HtmlTable(html).Write(
            "The gaps between them, in percentage points of CER",
            ["Gap", "Points", "95 % interval", "What it usually is", "What usually helps"],
            gaps.Gaps.Select(gap => (IReadOnlyList<HtmlCell>)
            [
                HtmlCell.Of($"{gap.From?.Name ?? $"wanted ({Figures.Percent(gaps.WantedCer)})"} → {gap.To.Name}{(gap == gaps.Widest ? " (widest)" : "")}"),
                HtmlCell.Number(Figures.Points(gap.Difference.Value)),
                HtmlCell.Number(Figures.PointsInterval(gap.Difference.Interval)),
                HtmlCell.Of(gap.Difference.IsCertain ? gap.Cause : "Within chance."),
                HtmlCell.Of(gap.Difference.Interval.Low > 0 ? gap.Suggestion : "–"),
            ]));
    }
}
