namespace HandwritingLstm.Evaluation.Report;

/// <summary>Errors by character class, position, length, writer and confidence.</summary>
internal static class ErrorSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, EvaluationReport report, ReportOptions options)
    {
        var profile = report.Profile;
        var edits = report.Overall.Characters.Edits;
        Characters(html, "By class of the character in the truth (of an insertion, by what was inserted)", "Class", profile.ByClass, edits);
        var most = profile.ByPosition.Max(group => group.Counts.Rate);
        if (edits > 0)
        {
            var step = 1.0 / profile.ByPosition.Count;
            SvgPlot.Write(
                html,
                "position",
                "CER by position in the line, from its beginning to its end",
                string.Join(", ", profile.ByPosition.Select(group => $"{group.Name}: {Figures.Percent(group.Counts.Rate)}")) + ".",
                PlotAxis.Whole("position in the line"),
                PlotAxis.UpTo("CER", most),
                plot =>
                {
                    for (var i = 0; i < profile.ByPosition.Count; i++)
                    {
                        var group = profile.ByPosition[i];
                        plot.Bar(i * step, (i + 1) * step, group.Counts.Rate, "c1", $"{group.Name}: {Figures.Percent(group.Counts.Rate)}");
                    }
                });
        }

        Lines(html, "By length of the truth in characters", "Characters", profile.ByLength, edits);
        Lines(html, "By confidence of the line", "Confidence", profile.ByConfidence, edits);
        var more = profile.ByWriter.Count > options.TableRows ? $" ({options.TableRows} of {Figures.Count(profile.ByWriter.Count)}, the highest CER first)" : "";
        Lines(html, $"By writer{more}", "Writer", [.. profile.ByWriter.Take(options.TableRows)], edits);
    }

    private static void Characters(HtmlWriter html, string caption, string heading, IReadOnlyList<CharacterGroup> groups, long edits) =>
        new HtmlTable(html).Write(
            caption,
            [heading, "Characters", "Edits", "Share of all edits", "Rate", ""],
            groups.Select(group => (IReadOnlyList<HtmlCell>)
            [
                HtmlCell.Of(group.Name),
                HtmlCell.Number(group.Counts.TruthLength),
                HtmlCell.Number(group.Counts.Edits),
                HtmlCell.Number(Figures.WholePercent(edits == 0 ? 0 : (double)group.Counts.Edits / edits)),
                HtmlCell.Percent(group.Counts.Rate),
                HtmlCell.Bar(group.Counts.Rate, groups.Max(other => other.Counts.Rate)),
            ]));

    private static void Lines(HtmlWriter html, string caption, string heading, IReadOnlyList<LineGroup> groups, long edits)
    {
        if (groups.Count == 0)
        {
            return;
        }

        new HtmlTable(html).Write(
            caption,
            [heading, "Lines", "Without an error", "Edits", "Share of all edits", "CER", "", "WER"],
            groups.Select(group => (IReadOnlyList<HtmlCell>)
            [
                HtmlCell.Name(group.Name),
                HtmlCell.Number(group.Rates.LineCount),
                HtmlCell.Number(Figures.WholePercent(group.Rates.LineAccuracy)),
                HtmlCell.Number(group.Rates.Characters.Edits),
                HtmlCell.Number(Figures.WholePercent(edits == 0 ? 0 : (double)group.Rates.Characters.Edits / edits)),
                HtmlCell.Percent(group.Rates.Cer),
                HtmlCell.Bar(group.Rates.Cer, groups.Max(other => other.Rates.Cer)),
                HtmlCell.Percent(group.Rates.Wer),
            ]));
    }
}
