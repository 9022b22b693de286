namespace HandwritingLstm.Evaluation.Report;

/// <summary>Whether a second model reads the same lines better.</summary>
internal static class ComparisonSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportContent content)
    {
        var comparison = content.Comparison!;
        html.Element("p", () =>
        {
            html.Element("bdi", content.SecondReader);
            html.Text(" against ");
            html.Element("bdi", content.Reader);
            var same = comparison.First.Lines.Count - comparison.BetterLines - comparison.WorseLines;
            html.Text($", on the same lines: {Figures.Of(comparison.BetterLines, "line")} better, {Figures.Count(comparison.WorseLines)} worse, " +
                $"{Figures.Count(same)} with as many edits. {Verdict(comparison.CerOverWriters ?? comparison.Cer)}");
        });
        new HtmlTable(html).Write(
            "Second − first in percentage points, by the paired bootstrap",
            ["Rate", "First", "Second", "Difference", "95 % interval", "Probability that the second is better"],
            Rows(comparison));
    }

    /// <summary>What the difference means, in a sentence.</summary>
    internal static string Verdict(RateDifference cer) => (cer.IsCertain, cer.Value < 0) switch
    {
        (true, true) => "The second is better, beyond chance.",
        (true, false) => "The second is worse, beyond chance.",
        _ => "The difference may be chance: its interval holds 0.",
    };

    private static IEnumerable<IReadOnlyList<HtmlCell>> Rows(PairedComparison comparison)
    {
        var (first, second) = (comparison.First.Overall, comparison.Second.Overall);
        yield return Row("CER, lines drawn", first.Cer, second.Cer, comparison.Cer);
        yield return Row("WER, lines drawn", first.Wer, second.Wer, comparison.Wer);
        if (comparison is { CerOverWriters: { } cer, WerOverWriters: { } wer })
        {
            yield return Row("CER, writers drawn", first.Cer, second.Cer, cer);
            yield return Row("WER, writers drawn", first.Wer, second.Wer, wer);
        }
    }

    private static HtmlCell[] Row(string name, double first, double second, RateDifference difference) =>
    [
        HtmlCell.Of(name),
        HtmlCell.Percent(first),
        HtmlCell.Percent(second),
        HtmlCell.Number(Figures.Points(difference.Value)),
        HtmlCell.Number(Figures.PointsInterval(difference.Interval)),
        HtmlCell.Number(Figures.Format($"{100 * difference.ProbabilityLower:0.0} %")),
    ];
}
