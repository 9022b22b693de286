namespace HandwritingLstm.Evaluation.Report;

/// <summary>Lines with their images: suspects, the worst, and random ones; each can be labelled with its cause.</summary>
/// <param name="html">Receives the section.</param>
/// <param name="content">What the report says.</param>
/// <param name="gallery">The lines.</param>
/// <param name="options">What is shown.</param>
internal sealed class GallerySection(HtmlWriter html, ReportContent content, Gallery gallery, ReportOptions options)
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal); // of the lines that have been shown

    /// <summary>Writes the section.</summary>
    public void Write()
    {
        html.Element("p", "Give each line the cause of its errors, download the labels, and pass the file to htr evaluate with --labels. " +
            "Marks under an image show where each character was read; in the texts, a substitution is dotted, what is missing is struck out, " +
            "and what was inserted is underlined.");
        html.Element("p", () =>
        {
            html.Element("button", "Download labels.csv", ("type", "button"), ("id", "download"));
            html.Text(" ");
            html.Element("span", "", ("id", "labelled"), ("role", "status"));
            html.Element("noscript", "Labels need JavaScript in this page.");
        }, ("class", "tools"));

        Show("suspects", $"Suspected errors of the ground truth: {Figures.Count(gallery.AllSuspects.Count)}", gallery.Suspects);
        Show("worst", $"The {Figures.Of(gallery.Worst.Count, "worst line")}", gallery.Worst);
        Show("random", Figures.Of(gallery.Random.Count, "wrong line") + " drawn at random", gallery.Random);
    }

    private void Show(string id, string title, IReadOnlyList<LineComparison> lines)
    {
        html.Element("h3", title, ("id", id));
        if (lines.Count == 0)
        {
            html.Element("p", "None.");
        }

        foreach (var line in lines)
        {
            if (_numbers.TryGetValue(line.Id, out var number))
            {
                html.Element("p", () =>
                {
                    html.Element("bdi", line.Id);
                    html.Text(" is shown ");
                    html.Element("a", "above", ("href", Figures.Format($"#line-{number}")));
                    html.Text(".");
                }, ("class", "again"));
                continue;
            }

            _numbers[line.Id] = number = _numbers.Count + 1;
            html.Element("article", () => WriteLine(line, number), ("class", "line"), ("id", Figures.Format($"line-{number}")));
        }
    }

    private void WriteLine(LineComparison line, int number)
    {
        var counts = line.Rates.Characters;
        html.Element("h4", () => html.Element("bdi", line.Id));
        html.Element("p", () =>
        {
            html.Text($"{Figures.Of(counts.Edits, "edit")} on {Figures.Of(counts.TruthLength, "character")}, CER {Figures.Percent(line.Rates.Cer)}");
            html.Text(line.Confidence is { } confidence ? $", confidence {Figures.Confidence(confidence)}" : "");
            if (line.Writer is not null)
            {
                html.Text(", writer ");
                html.Element("bdi", line.Writer);
            }
        }, ("class", "meta"));
        LineImage.Write(html, line, options.ThumbnailHeight);
        AlignedText.Write(html, line);
        WriteLabel(line, number);
    }

    private void WriteLabel(LineComparison line, int number)
    {
        var label = content.Causes?.Labels.GetValueOrDefault(line.Id);
        var causes = CauseLabel.CommonCauses
            .Concat(content.Causes?.Causes.Select(cause => cause.Cause) ?? [])
            .Distinct(StringComparer.OrdinalIgnoreCase);
        html.Element("p", () =>
        {
            html.Element("label", "Cause", ("for", Figures.Format($"cause-{number}")));
            html.Element("select", () =>
            {
                html.Element("option", "not labelled", ("value", ""));
                foreach (var cause in causes)
                {
                    var isChosen = string.Equals(cause, label?.Cause, StringComparison.OrdinalIgnoreCase);
                    html.Element("option", cause, ("value", cause), ("selected", isChosen ? "" : null));
                }
            }, ("id", Figures.Format($"cause-{number}")), ("data-image", line.Id), ("data-gallery", gallery.NamesOf(line)));
            html.Element("label", "Note", ("for", Figures.Format($"note-{number}")));
            html.Void("input", ("id", Figures.Format($"note-{number}")), ("type", "text"), ("dir", "auto"), ("value", label?.Note ?? ""));
        }, ("class", "label"));
    }
}
