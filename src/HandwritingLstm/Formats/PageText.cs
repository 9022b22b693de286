using System.Text;

namespace HandwritingLstm.Formats;

/// <summary>Plain text, UTF-8: one line of writing per row, an empty row between regions.</summary>
public sealed class PageText : IPageWriter
{
    /// <inheritdoc/>
    public string Extension => ".txt";

    /// <inheritdoc/>
    public void Write(PageReading page, PageOrigin origin, Stream output)
    {
        ArgumentNullException.ThrowIfNull(page);
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        var readings = new Queue<LineReading>(page.Readings);
        var isFirst = true;
        foreach (var region in page.Layout.Regions.Where(region => region.Lines.Count > 0))
        {
            if (!isFirst)
            {
                writer.WriteLine();
            }

            isFirst = false;
            for (var i = 0; i < region.Lines.Count; i++)
            {
                writer.WriteLine(readings.Dequeue().Text);
            }
        }
    }
}
