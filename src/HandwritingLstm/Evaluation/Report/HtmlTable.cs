namespace HandwritingLstm.Evaluation.Report;

/// <summary>A table with a caption, headings that name their scope, and numbers set right.</summary>
/// <param name="html">Receives the table.</param>
internal sealed class HtmlTable(HtmlWriter html)
{
    /// <summary>Writes a table; the first column holds the rows' headings.</summary>
    /// <param name="caption">What the table is about.</param>
    /// <param name="headings">The columns' headings.</param>
    /// <param name="rows">The cells of every row; the first is its heading.</param>
    public void Write(string caption, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<HtmlCell>> rows) =>
        html.Element(
            "div",
            () => html.Element("table", () =>
            {
                html.Element("caption", caption);
                html.Element("thead", () => html.Element("tr", () =>
                {
                    foreach (var heading in headings)
                    {
                        if (heading.Length > 0)
                        {
                            html.Element("th", heading, ("scope", "col"));
                        }
                        else
                        {
                            html.Element("td", ""); // above pictures of the numbers beside them
                        }
                    }
                }));
                html.Element("tbody", () =>
                {
                    foreach (var row in rows)
                    {
                        html.Element("tr", () => WriteRow(row));
                    }
                });
            }),
            ("class", "scroll"),
            ("tabindex", "0"),
            ("role", "region"),
            ("aria-label", caption));

    private void WriteRow(IReadOnlyList<HtmlCell> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = cells[i];
            var kind = cell.Kind switch
            {
                HtmlCellKind.Number => "n",
                HtmlCellKind.Characters => "ch",
                HtmlCellKind.Bar => "bar",
                _ => null,
            };
            if (i == 0)
            {
                html.Element("th", () => WriteContent(cell), ("scope", "row"), ("class", kind));
            }
            else
            {
                html.Element("td", () => WriteContent(cell), ("class", kind));
            }
        }
    }

    private void WriteContent(HtmlCell cell)
    {
        switch (cell.Kind)
        {
            case HtmlCellKind.Characters or HtmlCellKind.Name:
                html.Element("bdi", cell.Text);
                break;
            case HtmlCellKind.Bar:
                // A picture of the number beside it, so nothing for those who do not see it.
                html.Element("span", "", ("style", $"width:{cell.Text}%"), ("aria-hidden", "true"));
                break;
            default:
                html.Text(cell.Text);
                break;
        }
    }
}
