using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HandwritingLstm.Formats;

namespace HandwritingLstm.Pdf;

/// <summary>PDF files that show the scan and can be searched: the text lies invisibly where it stands on the page.</summary>
/// <remarks>The same page makes the same bytes. ISO 32000-1 (PDF 1.7).</remarks>
public static class SearchablePdf
{
    /// <summary>What is added to the image's name to name the file.</summary>
    public const string Extension = ".pdf";

    /// <summary>Scans are taken to have 300 pixels an inch: it only decides how large the paper is said to be.</summary>
    public const double DotsPerInch = 300;

    private const double PointsPerPixel = 72 / DotsPerInch;

    /// <summary>Writes one page.</summary>
    /// <param name="page">What was read.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="scan">What the page looks like.</param>
    /// <param name="output">Receives the file; it stays open.</param>
    public static void Write(PageReading page, PageOrigin origin, PageScan scan, Stream output)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(scan);
        var (width, height) = (page.Layout.Width * PointsPerPixel, page.Layout.Height * PointsPerPixel);
        var font = new TextFont();
        var text = new TextLayer(font, PointsPerPixel).Write(page);
        var drawing = string.Create(CultureInfo.InvariantCulture, $"q {Upright(scan.Orientation, width, height)} cm /Im0 Do Q\n");

        var writer = new PdfWriter(output);
        var (sheet, content) = (writer.NewNumber(), writer.NewNumber());
        writer.Deflated(content, Encoding.ASCII.GetBytes(drawing + text));
        var (image, letters) = (scan.AddTo(writer), font.AddTo(writer));
        writer.Object(sheet, string.Create(
            CultureInfo.InvariantCulture,
            $"<< /Type /Page /Parent {PdfWriter.Pages} 0 R /MediaBox [ 0 0 {width:0.###} {height:0.###} ] /Contents {content} 0 R /Resources << /XObject << /Im0 {image} 0 R >> /Font << /F0 {letters} 0 R >> >> >>"));
        writer.End([sheet], origin.Image, origin.Created, Identity(string.Create(CultureInfo.InvariantCulture, $"{origin.Image} {origin.Page} {text}")));
    }

    /// <summary>Joins files into one, page after page.</summary>
    /// <param name="files">The files, as <see cref="Write"/> made them; one at a time is held in memory.</param>
    /// <param name="title">The title of the whole.</param>
    /// <param name="created">When the whole was made.</param>
    /// <param name="output">Receives the file; it stays open.</param>
    /// <exception cref="RecognitionException">A file cannot be read, was not made so, is not whole, or was changed since.</exception>
    public static void Join(IEnumerable<string> files, string title, DateTimeOffset created, Stream output)
    {
        ArgumentNullException.ThrowIfNull(files);
        var writer = new PdfWriter(output);
        var pages = new List<int>();
        foreach (var file in files)
        {
            pages.Add(PdfPart.Copy(file, writer));
        }

        writer.End(pages, title, created, Identity(string.Create(CultureInfo.InvariantCulture, $"{title} {created.UtcTicks} {pages.Count}")));
    }

    /// <summary>The matrix that puts an image's unit square onto the page, turned by its EXIF orientation.</summary>
    private static string Upright(int orientation, double width, double height)
    {
        double[] matrix = orientation switch
        {
            2 => [-width, 0, 0, height, width, 0],
            3 => [-width, 0, 0, -height, width, height],
            4 => [width, 0, 0, -height, 0, height],
            5 => [0, -height, -width, 0, width, height],
            6 => [0, -height, width, 0, 0, height],
            7 => [0, height, width, 0, 0, 0],
            8 => [0, height, -width, 0, width, 0],
            _ => [width, 0, 0, height, 0, 0],
        };
        return string.Join(' ', matrix.Select(value => value.ToString("0.###", CultureInfo.InvariantCulture)));
    }

    /// <summary>An identifier made of the content, so that the same page makes the same bytes.</summary>
    private static byte[] Identity(string content) => SHA256.HashData(Encoding.UTF8.GetBytes(content))[..16];
}
