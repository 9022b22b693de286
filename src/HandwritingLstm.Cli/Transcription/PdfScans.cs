using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>PDF files of scans, rendered page by page with poppler's programs.</summary>
internal static partial class PdfScans
{
    /// <summary>Handwriting needs no more, and scans seldom have more.</summary>
    private const int DotsPerInch = 300;

    private const double PointsPerInch = 72;

    /// <summary>True for a name that ends with <c>.pdf</c>.</summary>
    public static bool IsPdf(string path) => Path.GetExtension(path).Equals(".pdf", StringComparison.OrdinalIgnoreCase);

    /// <summary>Number of pages.</summary>
    /// <exception cref="RecognitionException">The file is no PDF that can be read, or poppler is not installed.</exception>
    public static int CountPages(string path)
    {
        var count = PageCount().Match(Text(Run("pdfinfo", path, ["-enc", "UTF-8", path])));
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
        var size = PageSize().Match(Text(Run("pdfinfo", path, ["-f", number, "-l", number, path])));
        if (size.Success)
        {
            var pixels = Inches(size, "width") * DotsPerInch * Inches(size, "height") * DotsPerInch;
            var most = new ImageFileOptions().MaximumPixels;
            if (pixels > most)
            {
                throw new RecognitionException(string.Create(
                    CultureInfo.InvariantCulture, $"{path}: page {page} would have {pixels:0} pixels, but at most {most} are accepted; print it on smaller paper."));
            }
        }

        return Run("pdftoppm", path, ["-r", DotsPerInch.ToString(CultureInfo.InvariantCulture), "-f", number, "-l", number, "-singlefile", "-jpeg", "-jpegopt", "quality=92", path]);
    }

    private static double Inches(Match size, string side) => double.Parse(size.Groups[side].Value, CultureInfo.InvariantCulture) / PointsPerInch;

    private static string Text(byte[] output) => System.Text.Encoding.UTF8.GetString(output);

    private static byte[] Run(string program, string path, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync();
            using var output = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(output);
            process.WaitForExit();
            if (process.ExitCode == 0 && output.Length > 0)
            {
                return output.ToArray();
            }

            var reason = error.GetAwaiter().GetResult().ReplaceLineEndings(" ").Trim();
            throw new RecognitionException($"{path}: {program} cannot read it ({(reason.Length > 0 ? reason : "it made nothing")}); repair it or print it to a new PDF file.");
        }
        catch (Win32Exception problem)
        {
            throw new RecognitionException($"{path}: reading PDF files needs poppler's program {program}, which is not installed; install it with: apt-get install poppler-utils", problem);
        }
    }

    [GeneratedRegex(@"^Pages:\s+(?<count>\d{1,8})\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PageCount();

    [GeneratedRegex(@"^Page\s+\d+ size:\s+(?<width>[\d.]+) x (?<height>[\d.]+) pts", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PageSize();
}
