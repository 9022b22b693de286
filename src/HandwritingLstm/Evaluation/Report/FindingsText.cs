namespace HandwritingLstm.Evaluation.Report;

/// <summary>Writes what only some evaluations find as text for people: a comparison, gaps, and causes.</summary>
public static class FindingsText
{
    /// <summary>Writes what there is; nothing where there is nothing.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="content">What was found.</param>
    public static void Write(TextWriter writer, ReportContent content)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(content);
        if (content.Comparison is { } comparison)
        {
            var cer = comparison.CerOverWriters ?? comparison.Cer;
            writer.WriteLine();
            writer.WriteLine($"{content.SecondReader} against {content.Reader}, on the same lines:");
            WriteDifference(writer, "CER", comparison.Second.Overall.Cer, comparison.Cer, comparison.CerOverWriters);
            WriteDifference(writer, "WER", comparison.Second.Overall.Wer, comparison.Wer, comparison.WerOverWriters);
            writer.WriteLine($"  {ComparisonSection.Verdict(cer)} {Figures.Of(comparison.BetterLines, "line")} better, {Figures.Count(comparison.WorseLines)} worse.");
        }

        if (content.Gaps is { } gaps)
        {
            writer.WriteLine();
            writer.WriteLine($"gaps, from a wanted CER of {Figures.Percent(gaps.WantedCer)}:");
            foreach (var gap in gaps.Gaps)
            {
                var points = $"{Figures.Points(gap.Difference.Value)} points (95 % interval {Figures.PointsInterval(gap.Difference.Interval)})";
                writer.WriteLine($"  {gap.To.Name} ({gap.To.Source}): CER {Figures.Percent(gap.To.Report.Overall.Cer)}, {points}");
            }

            if (gaps.Widest is { } widest)
            {
                writer.WriteLine($"  widest: to the {widest.To.Name}. {widest.Cause} {widest.Suggestion}");
            }
        }

        if (content.Causes is { } causes)
        {
            writer.WriteLine();
            writer.WriteLine($"causes, by {Figures.Of(causes.Labels.Count, "label")}, {Figures.Count(causes.RandomCount)} of them of random wrong lines:");
            foreach (var cause in causes.Causes)
            {
                var estimate = cause.EstimatedCer is { } worth ? $", over all lines worth about {Figures.Percent(worth)} of CER" : "";
                writer.WriteLine($"  {cause.Cause}: {Figures.Of(cause.LineCount, "line")}, {Figures.Of(cause.Edits, "edit")}{estimate}");
            }
        }
    }

    private static void WriteDifference(TextWriter writer, string name, double second, RateDifference overLines, RateDifference? overWriters)
    {
        var difference = overWriters ?? overLines;
        writer.WriteLine(
            $"  {name} {Figures.Percent(second)}, {Figures.Points(difference.Value)} points, 95 % interval {Figures.PointsInterval(difference.Interval)} over " +
            $"{(overWriters is null ? "lines" : "writers")}; better with probability {Figures.Format($"{100 * difference.ProbabilityLower:0.0} %")}");
    }
}
