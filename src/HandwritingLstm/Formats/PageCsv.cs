using System.Globalization;
using System.Text;

namespace HandwritingLstm.Formats;

/// <summary>CSV (RFC 4180) with the header <c>image,line,text,confidence</c> and one row per line of writing.</summary>
/// <remarks>Lines are numbered from 1 in reading order; confidence is a number from 0 to 1 with a point, in every culture.</remarks>
public sealed class PageCsv : IPageWriter
{
    /// <summary>The first row.</summary>
    public const string Header = "image,line,text,confidence";

    /// <inheritdoc/>
    public string Extension => ".csv";

    /// <inheritdoc/>
    public void Write(PageReading page, PageOrigin origin, Stream output)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(origin);
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(Header);
        WriteRows(page, origin.Image, writer);
    }

    /// <summary>Writes the rows of one page, without a header.</summary>
    /// <param name="page">What was read.</param>
    /// <param name="image">The image's name.</param>
    /// <param name="writer">Receives the rows; line ends are <c>\n</c>.</param>
    public static void WriteRows(PageReading page, string image, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(writer);
        var number = 0;
        foreach (var reading in page.Readings)
        {
            number++;
            writer.Write(ReadingCsv.Field(image));
            writer.Write(',');
            writer.Write(number.ToString(CultureInfo.InvariantCulture));
            writer.Write(',');
            writer.Write(ReadingCsv.Field(reading.Text));
            writer.Write(',');
            writer.Write(PlacedWord.Decimal(reading.Confidence));
            writer.Write('\n');
        }
    }
}
