using System.Diagnostics;
using System.Globalization;
using System.Text;
using HandwritingLstm.Cli.Transcription;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Cli.Tests.Transcription;

/// <summary>Needs poppler, and says so where it is missing.</summary>
[TestClass]
public sealed class PdfScansTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Halves_of_a_spread_that_share_a_scan_are_rendered_each_by_itself()
    {
        var left = Render("0 0 240 60", "0 0 120 60");
        var right = Render("0 0 240 60", "120 0 240 60");
        Assert.AreEqual(500, left.Width); // 120 points at 300 dpi
        Assert.AreEqual(500, right.Width);
        Assert.IsLessThan(20, left.Pixels.Average(pixel => pixel)); // the left half is black …
        Assert.IsGreaterThan(235, right.Pixels.Average(pixel => pixel)); // … and the right one paper
    }

    [TestMethod]
    public void Size_of_a_page_is_that_of_its_crop_box() => Assert.AreEqual(500, Render("0 0 6000 6000", "0 0 120 60").Width);

    [TestMethod]
    [DataRow("0 0 6000 6000")]
    [DataRow("0 0 1000000 40")] // which pdfinfo writes as 1e+06 x 40
    public void Page_that_is_too_large_is_refused_before_it_is_rendered(string box) =>
        Assert.Contains("pixels, but at most", Assert.ThrowsExactly<RecognitionException>(() => Render(box, box)).Message);

    private GrayImage Render(string mediaBox, string cropBox)
    {
        try
        {
            using var poppler = Process.Start(new ProcessStartInfo("pdftoppm", ["-v"]) { UseShellExecute = false, RedirectStandardError = true })!;
            poppler.StandardError.ReadToEnd();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Inconclusive("pdftoppm is not installed: apt-get install poppler-utils");
        }

        var path = _folder["spread.pdf"];
        File.WriteAllBytes(path, Pdf(mediaBox, cropBox));
        return ImageFile.Decode(PdfScans.Render(path, 1), path);
    }

    /// <summary>A page that is black from 0 to 120.</summary>
    private static byte[] Pdf(string mediaBox, string cropBox)
    {
        const string Drawing = "0 0 120 60 re f";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 1 /Kids [ 3 0 R ] >>",
            $"<< /Type /Page /Parent 2 0 R /MediaBox [ {mediaBox} ] /CropBox [ {cropBox} ] /Contents 4 0 R /Resources << >> >>",
            string.Create(CultureInfo.InvariantCulture, $"<< /Length {Drawing.Length} >>\nstream\n{Drawing}\nendstream"),
        ];
        var file = new StringBuilder("%PDF-1.7\n");
        var table = new StringBuilder("0000000000 65535 f \n");
        for (var i = 0; i < objects.Length; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{file.Length:D10} 00000 n \n");
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var start = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 5\n{table}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }
}
