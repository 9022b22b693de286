namespace HandwritingLstm.Evaluation.Report;

/// <summary>The report as one page that needs no other file and no network: what to fix next, and how that is known.</summary>
/// <param name="content">What the report says.</param>
/// <param name="gallery">The lines that are shown.</param>
/// <param name="options">What is shown.</param>
internal sealed class HtmlReport(ReportContent content, Gallery gallery, ReportOptions options)
{
    private const string Title = "Evaluation report";

    // Nothing from anywhere else: the browser itself sees to it that the page needs no network and tells no one what was read.
    private const string Policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

    /// <summary>Writes the page.</summary>
    public void Write(TextWriter writer)
    {
        var html = new HtmlWriter(writer);
        html.Raw("<!DOCTYPE html>\n");
        html.Element("html", () =>
        {
            html.Element("head", () =>
            {
                html.Void("meta", ("charset", "utf-8"));
                html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
                html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy));
                html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
                html.Element("title", $"{Title}: {content.Reader} on {content.Truth}");
                html.Element("style", () => html.Raw(ReportFolder.Resource("report.css")));
            });
            html.Element("body", () => WriteBody(html));
        }, ("lang", "en"));
    }

    private void WriteBody(HtmlWriter html)
    {
        var report = content.Report;
        html.Element("a", "Skip to the report", ("href", "#summary"), ("class", "skip"));
        html.Element("header", () =>
        {
            html.Element("h1", Title);
            html.Element("p", () =>
            {
                html.Element("bdi", content.Reader);
                html.Text(" on ");
                html.Element("bdi", content.Truth);
                html.Text($": {Figures.Of(report.Lines.Count, "line")}, {Figures.Of(report.Overall.Characters.TruthLength, "character")}" +
                    (report.WriterCount > 0 ? $", {Figures.Of(report.WriterCount, "writer")}" : "") +
                    (content.Created.Length > 0 ? $". Made {content.Created}" : "") + (content.Version.Length > 0 ? $" by htr {content.Version}." : "."));
            });
        });

        (string Id, string Name, Action Write, bool IsThere)[] sections =
        [
            ("summary", "Summary", () => SummarySection.Write(html, content, gallery), true),
            ("comparison", "Comparison", () => ComparisonSection.Write(html, content), content.Comparison is not null),
            ("gaps", "Gaps", () => GapSection.Write(html, content.Gaps!), content.Gaps is not null),
            ("causes", "Causes", () => CauseSection.Write(html, content), content.Causes is not null),
            ("errors", "Where the errors are", () => ErrorSection.Write(html, report, options), true),
            ("confusions", "Confusions", () => ConfusionSection.Write(html, report, options), true),
            ("confidence", "Confidence", () => ConfidenceSection.Write(html, content), content.LineCalibration is not null),
            ("gallery", "Lines", () => new GallerySection(html, content, gallery, options).Write(), true),
            ("method", "How it was measured", () => MethodSection.Write(html), true),
        ];
        var present = sections.Where(section => section.IsThere).ToArray();
        html.Element("nav", () => html.Element("ul", () =>
        {
            foreach (var section in present)
            {
                html.Element("li", () => html.Element("a", section.Name, ("href", $"#{section.Id}")));
            }
        }), ("aria-label", "Sections"));

        html.Element("main", () =>
        {
            foreach (var section in present)
            {
                html.Element("section", () =>
                {
                    html.Element("h2", section.Name, ("id", $"{section.Id}-heading"));
                    section.Write();
                }, ("id", section.Id), ("aria-labelledby", $"{section.Id}-heading"));
            }
        });
        html.Element("script", () => html.Raw(ReportFolder.Resource("report.js")));
    }
}
