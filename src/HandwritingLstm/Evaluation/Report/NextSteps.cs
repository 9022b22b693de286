namespace HandwritingLstm.Evaluation.Report;

/// <summary>Turns figures into a short list of what to do next, the most promising first.</summary>
internal static class NextSteps
{
    private const double MuchOfAllErrors = 0.05; // a cause below a twentieth of the errors is not the next thing to fix
    private const double PoorCalibration = 0.05;
    private const int RetypedPercent = 20;

    /// <summary>The steps, as sentences.</summary>
    public static IEnumerable<string> Of(ReportContent content, Gallery gallery)
    {
        var report = content.Report;
        var edits = report.Overall.Characters.Edits;
        if (edits == 0)
        {
            yield return "Nothing: every line was read without an error. A harder set would tell more.";
            yield break;
        }

        if (report.Missing.Count > 0)
        {
            yield return $"Read the {Figures.Of(report.Missing.Count, "line")} that nothing was predicted for: they count as read empty.";
        }

        if (content.Gaps?.Widest is { } gap)
        {
            yield return $"Close the widest gap, {Figures.Points(gap.Difference.Value)} points of CER to the {gap.To.Name}. {gap.Suggestion}";
        }

        if (content.Causes is { Causes.Count: > 0 } causes)
        {
            var cause = causes.Causes[0];
            yield return $"Work on what people found to be the most expensive cause: {cause.Cause}, worth " +
                $"{Figures.Percent(cause.EstimatedCer ?? cause.Cer)} of CER.";
        }
        else
        {
            yield return "Label the random wrong lines below with their causes, save the file, and give it back with --labels: " +
                "the report then says what each cause is worth.";
        }

        if (gallery.AllSuspects.Count > 0)
        {
            var suspect = gallery.AllSuspects.Sum(line => line.Rates.Characters.Edits);
            yield return $"Check the ground truth of {Figures.Of(gallery.AllSuspects.Count, "line")} read with confidence but otherwise: " +
                $"{Figures.WholePercent((double)suspect / edits)} of all edits are there.";
        }

        foreach (var step in OfErrors(report, edits))
        {
            yield return step;
        }

        foreach (var step in OfConfidence(content))
        {
            yield return step;
        }
    }

    private static IEnumerable<string> OfErrors(EvaluationReport report, long edits)
    {
        var profile = report.Profile;
        var worst = profile.ByClass.Where(group => group.Counts.Edits >= MuchOfAllErrors * edits).MaxBy(group => group.Counts.Rate);
        if (worst is not null && worst.Counts.Rate > 1.5 * report.Overall.Cer)
        {
            yield return $"Look at {worst.Name}: {Figures.Percent(worst.Counts.Rate)} of them are wrong, which is " +
                $"{Figures.WholePercent((double)worst.Counts.Edits / edits)} of all edits. More training lines with them, or drawn ones, would help.";
        }

        if (profile.Confusions.All is [var first, ..] && first.Count >= MuchOfAllErrors * edits)
        {
            yield return $"The most frequent confusion is {Figures.Show(first.Truth)} read as {Figures.Show(first.Reading)}: " +
                $"{Figures.Count(first.Count)} times, {Figures.WholePercent((double)first.Count / edits)} of all edits.";
        }

        var writers = profile.ByWriter;
        if (writers.Count >= 10)
        {
            var tenth = writers.Take(writers.Count / 10).ToList();
            yield return $"The hardest tenth of the writers ({tenth.Count}) makes " +
                $"{Figures.WholePercent((double)tenth.Sum(writer => writer.Rates.Characters.Edits) / edits)} of all edits" +
                $" on {Figures.WholePercent((double)tenth.Sum(writer => writer.Rates.LineCount) / report.Lines.Count)} of the lines: look for hands like theirs.";
        }
    }

    private static IEnumerable<string> OfConfidence(ReportContent content)
    {
        if (content.Coverage is { } curve && curve.LineCount >= 100 / RetypedPercent)
        {
            var (kept, all) = (curve.At(100 - RetypedPercent), curve.At(100));
            yield return $"Typing the least confident {RetypedPercent} % of the lines by hand (confidence below {Figures.Confidence(kept.Threshold)}) " +
                $"leaves a CER of {Figures.Percent(kept.Cer)} on the others, instead of {Figures.Percent(all.Cer)}.";
        }

        if (content.LineCalibration is { } calibration && calibration.ExpectedError > PoorCalibration)
        {
            yield return $"Confidences are off by {Figures.Percent(calibration.ExpectedError)} on average: " +
                "take a threshold from the curve below, not at face value.";
        }
    }
}
