using System.Text;
using HandwritingLstm.Formats;

namespace HandwritingLstm.Cli;

/// <summary>Writes what was read on pages as one stream of results: a row for every line of writing.</summary>
/// <param name="writer">Receives the rows; line ends are <c>\n</c>.</param>
/// <param name="withNames">Whether plain text stands behind its image's name and a tab.</param>
internal sealed class PageOutput(TextWriter writer, bool withNames)
{
    /// <summary>Plain text.</summary>
    public void WriteText(string image, PageReading page)
    {
        foreach (var reading in page.Readings)
        {
            new ReadingText(writer, withNames).Write(image, reading);
        }
    }

    /// <summary>The first row of CSV.</summary>
    public void WriteCsvHeader() => writer.Write($"{PageCsv.Header}\n");

    /// <summary>CSV: <c>image,line,text,confidence</c>.</summary>
    public void WriteCsv(string image, PageReading page) => PageCsv.WriteRows(page, image, writer);

    /// <summary>JSON lines with places and words.</summary>
    public void WriteJson(string image, PageReading page)
    {
        using var json = new MemoryStream();
        new PageJson().Write(page, new PageOrigin(image), json);
        writer.Write(Encoding.UTF8.GetString(json.GetBuffer().AsSpan(0, (int)json.Length)));
    }
}
