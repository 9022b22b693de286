namespace HandwritingLstm.Evaluation.Report;

/// <summary>What is read as what: characters, runs of characters, and which sequences of the truth go wrong.</summary>
internal static class ConfusionSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, EvaluationReport report, ReportOptions options)
    {
        var profile = report.Profile;
        var edits = Math.Max(1, report.Overall.Characters.Edits);
        html.Element("p", "∅ stands for nothing, ␣ for a space.");
        html.Element("div", () =>
        {
            new HtmlTable(html).Write(
                "Characters: truth and what was read instead",
                ["Truth", "Reading", "Times", "of", "Share of all edits"],
                profile.Confusions.All.Take(options.TableRows).Select(confusion => (IReadOnlyList<HtmlCell>)
                [
                    HtmlCell.Characters(confusion.Truth),
                    HtmlCell.Characters(confusion.Reading),
                    HtmlCell.Number(confusion.Count),
                    confusion.Truth.Length > 0 ? HtmlCell.Number(profile.TruthCount(confusion.Truth)) : HtmlCell.Number("–"),
                    HtmlCell.Number(Figures.Format($"{100.0 * confusion.Count / edits:0.0} %")),
                ]));
            new HtmlTable(html).Write(
                "Runs of two to six neighbouring characters",
                ["Truth", "Reading", "Times"],
                profile.Runs.All.Take(options.TableRows).Select(confusion => (IReadOnlyList<HtmlCell>)
                [
                    HtmlCell.Characters(confusion.Truth),
                    HtmlCell.Characters(confusion.Reading),
                    HtmlCell.Number(confusion.Count),
                ]));
            new HtmlTable(html).Write(
                "Frequent pairs and triples of the truth with the most errors",
                ["Characters", "Misread", "of", "Rate"],
                profile.NGrams.Take(options.TableRows).Select(group => (IReadOnlyList<HtmlCell>)
                [
                    HtmlCell.Characters(group.Text),
                    HtmlCell.Number(group.ErrorCount),
                    HtmlCell.Number(group.Count),
                    HtmlCell.Number(Figures.WholePercent((double)group.ErrorCount / group.Count)),
                ]));
        }, ("class", "side"));
    }
}
