using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using HandwritingLstm.Formats;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;

namespace HandwritingLstm.Pdf;

/// <summary>PDF files that show the scan and can be searched: the text lies invisibly where it stands on the page.</summary>
/// <remarks>The same page makes the same bytes. ISO 32000-1 (PDF 1.7), by PDFsharp.</remarks>
public static partial class SearchablePdf
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
        using var document = New(origin.Image, origin.Created);
        var (width, height) = (page.Layout.Width * PointsPerPixel, page.Layout.Height * PointsPerPixel);
        var font = new TextFont();
        var text = new TextLayer(font, PointsPerPixel).Write(page);

        var sheet = document.AddPage();
        sheet.Width = XUnit.FromPoint(width);
        sheet.Height = XUnit.FromPoint(height);
        var drawing = string.Create(CultureInfo.InvariantCulture, $"q {Upright(scan.Orientation, width, height)} cm /Im0 Do Q\n");
        sheet.Elements["/Contents"] = Objects.Stream(document, Encoding.ASCII.GetBytes(drawing + text)).Reference;
        sheet.Elements["/Resources"] = Resources(document, ("/XObject", "/Im0", scan.AddTo(document)), ("/Font", "/F0", font.AddTo(document)));
        Save(document, $"{origin.Image} {origin.Page} {text}", output);
    }

    /// <summary>Joins files into one, page after page.</summary>
    /// <param name="files">The files, as <see cref="Write"/> made them; all of them are held in memory at once.</param>
    /// <param name="title">The title of the whole.</param>
    /// <param name="created">When the whole was made.</param>
    /// <param name="output">Receives the file; it stays open.</param>
    /// <exception cref="RecognitionException">A file is no PDF that can be joined.</exception>
    public static void Join(IEnumerable<string> files, string title, DateTimeOffset created, Stream output)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var document = New(title, created);
        foreach (var file in files)
        {
            try
            {
                using var part = PdfReader.Open(file, PdfDocumentOpenMode.Import);
                foreach (var sheet in part.Pages)
                {
                    document.AddPage(sheet);
                }
            }
            catch (Exception problem) when (problem is PdfReaderException or InvalidOperationException)
            {
                throw new RecognitionException($"{file}: is no PDF file that can be joined ({problem.Message.ReplaceLineEndings(" ")}); delete it and run again.", problem);
            }
        }

        Save(document, string.Create(CultureInfo.InvariantCulture, $"{title} {created.UtcTicks} {document.PageCount}"), output);
    }

    private static PdfDocument New(string title, DateTimeOffset created)
    {
        var document = new PdfDocument();
        document.Info.Title = title;
        document.Info.Creator = "HandwritingLstm";
        document.Info.CreationDate = created.UtcDateTime;
        document.Info.ModificationDate = created.UtcDateTime;
        return document;
    }

    private static PdfDictionary Resources(PdfDocument document, params (string Kind, string Name, PdfDictionary Object)[] objects)
    {
        var resources = new PdfDictionary(document);
        foreach (var (kind, name, item) in objects)
        {
            var named = new PdfDictionary(document);
            named.Elements[name] = item.Reference;
            resources.Elements[kind] = named;
        }

        return resources;
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

    /// <summary>Saves with identifiers made of the content, where PDFsharp takes random ones.</summary>
    private static void Save(PdfDocument document, string content, Stream output)
    {
        var identity = SHA256.HashData(Encoding.UTF8.GetBytes(content))[..16];
        document.Internals.FirstDocumentID = document.Internals.SecondDocumentID = Encoding.Latin1.GetString(identity);
        using var saved = new MemoryStream();
        document.Save(saved, closeStream: false);
        var bytes = saved.GetBuffer().AsSpan(0, (int)saved.Length);
        foreach (var found in RandomId().EnumerateMatches(Encoding.Latin1.GetString(bytes)))
        {
            Encoding.ASCII.GetBytes(new Guid(identity).ToString(), bytes.Slice(found.Index + found.Length - 36, 36));
        }

        output.Write(bytes);
    }

    [GeneratedRegex("uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex RandomId();
}
