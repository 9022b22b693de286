using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>PDF files of scans, rendered page by page with poppler's programs.</summary>
internal static partial class PdfScans
{
    /// <summary>Handwriting needs no more, and scans seldom have more.</summary>
    private const int DotsPerInch = 300;

    private const double PointsPerInch = 72;

    /// <summary>More than any description of a file takes: a title may be long.</summary>
    private const long InfoBytes = 1 << 20;

    /// <summary>Counting pages takes a moment, and nobody else ends a program that hangs at it.</summary>
    private static readonly TimeSpan _infoTime = TimeSpan.FromSeconds(60);

    /// <summary>True for a name that ends with <c>.pdf</c>.</summary>
    public static bool IsPdf(string path) => Path.GetExtension(path).Equals(".pdf", StringComparison.OrdinalIgnoreCase);

    /// <summary>Number of pages.</summary>
    /// <exception cref="RecognitionException">The file is no PDF that can be read, or poppler is not installed.</exception>
    public static int CountPages(string path)
    {
        var count = PageCount().Match(Info(path, []));
        return count.Success && int.Parse(count.Groups["count"].Value, CultureInfo.InvariantCulture) is > 0 and var pages
            ? pages
            : throw new RecognitionException($"{path}: has no pages that poppler can find; print it to a new PDF file.");
    }

    /// <summary>Renders a page.</summary>
    /// <param name="path">The file.</param>
    /// <param name="page">The page, from 1.</param>
    /// <returns>The page as a JPEG file.</returns>
    /// <exception cref="RecognitionException">The page cannot be rendered or would be too large, or poppler is not installed.</exception>
    public static byte[] Render(string path, int page)
    {
        var number = page.ToString(CultureInfo.InvariantCulture);
        var pixels = Pixels(path, page, Info(path, ["-f", number, "-l", number]));
        var most = new ImageFileOptions().MaximumPixels;
        if (pixels > most)
        {
            throw new RecognitionException(string.Create(
                CultureInfo.InvariantCulture, $"{path}: page {page} would have {pixels:0} pixels, but at most {most} are accepted; print it on smaller paper."));
        }

        // The crop box is what viewers show, and what pdfinfo tells the size of: of a book's scan it may be one page of two.
        string[] arguments = ["-cropbox", "-r", DotsPerInch.ToString(CultureInfo.InvariantCulture), "-f", number, "-l", number, "-singlefile", "-jpeg", "-jpegopt", "quality=92", path];
        var mostBytes = (3 * (long)pixels) + InfoBytes; // no JPEG file takes more than its pixels and what it says of itself
        return PopplerProgram.Run("pdftoppm", path, arguments, Timeout.InfiniteTimeSpan, mostBytes); // the worker's own time is limited
    }

    private static string Info(string path, IReadOnlyList<string> arguments) =>
        Encoding.UTF8.GetString(PopplerProgram.Run("pdfinfo", path, ["-enc", "UTF-8", .. arguments, path], _infoTime, InfoBytes));

    private static double Pixels(string path, int page, string info)
    {
        var size = PageSize().Match(info);
        return Pixels(size, "width") * Pixels(size, "height") is > 0 and var pixels
            ? pixels
            : throw new RecognitionException(string.Create(
                CultureInfo.InvariantCulture, $"{path}: page {page} has no size that poppler can tell; print it to a new PDF file."));
    }

    /// <summary>A side's length; not a number where there is none.</summary>
    private static double Pixels(Match size, string side) =>
        double.TryParse(size.Groups[side].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var points) ? points / PointsPerInch * DotsPerInch : double.NaN;

    [GeneratedRegex(@"^Pages:\s+(?<count>\d{1,8})\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PageCount();

    [GeneratedRegex(@"^Page\s+\d+ size:\s+(?<width>\S+) x (?<height>\S+) pts", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PageSize();
}
