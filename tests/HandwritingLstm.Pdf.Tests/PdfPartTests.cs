using System.Globalization;
using System.Text;
using HandwritingLstm.Formats;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Pdf.Tests;

[TestClass]
public sealed class PdfPartTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [TestMethod]
    public void Whole_page_is_copied()
    {
        using var output = new MemoryStream();
        File.WriteAllBytes(_path, Page());
        var page = PdfPart.Copy(_path, new PdfWriter(output));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"\n{page} 0 obj\n<< /Type /Page "), Encoding.Latin1.GetString(output.ToArray()));
    }

    [TestMethod]
    [DataRow("xref\n0 1\n0000000000 65535 f \n")] // as programs write it that change the description alone
    [DataRow("xref\n0 0\n")]
    [DataRow("xref\n0\n")]
    [DataRow("xref\n")]
    [DataRow("")]
    [DataRow("xref\n0 2147483647\n0000000000 65535 f \n")]
    [DataRow("xref\n0 99999999999\n0000000000 65535 f \n")]
    public void File_with_an_update_of_another_program_is_refused(string table) => Refuse(pdf => Update(pdf, table));

    [TestMethod]
    public void File_whose_objects_were_moved_is_refused() => Refuse(pdf => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(pdf).Replace("5 0 obj\n", "5 0  obj\n", StringComparison.Ordinal)));

    [TestMethod]
    public void File_that_refers_to_an_object_it_lacks_is_refused() =>
        Refuse(pdf => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(pdf).Replace("/Parent 2 0 R /MediaBox", "/Parent 77 0 R/MediaBox", StringComparison.Ordinal)));

    [TestMethod]
    public void File_of_two_pages_is_refused() => Refuse(pdf =>
    {
        File.WriteAllBytes(_path, pdf);
        using var output = new MemoryStream();
        SearchablePdf.Join([_path, _path], "two", DateTimeOffset.UnixEpoch, output);
        return output.ToArray();
    });

    [TestMethod]
    public void File_that_is_gone_is_named()
    {
        var gone = _path + ".gone";
        Assert.StartsWith(gone, Assert.ThrowsExactly<RecognitionException>(() => SearchablePdf.Join([gone], "all", DateTimeOffset.UnixEpoch, Stream.Null)).Message);
    }

    [TestMethod]
    public void File_that_is_cut_off_anywhere_is_refused()
    {
        var whole = Page();
        for (var length = 0; length < whole.Length; length += 7)
        {
            Refuse(pdf => pdf[..length]);
        }
    }

    private void Refuse(Func<byte[], IEnumerable<byte>> damage)
    {
        File.WriteAllBytes(_path, [.. damage(Page())]);
        var problem = Assert.ThrowsExactly<RecognitionException>(() => SearchablePdf.Join([_path], "all", DateTimeOffset.UnixEpoch, Stream.Null));
        Assert.StartsWith(_path, problem.Message);
        Assert.Contains("delete it and run again", problem.Message);
    }

    private static byte[] Update(byte[] pdf, string table) =>
        [.. pdf, .. Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{table}trailer\n<< /Size 12 /Root 1 0 R >>\nstartxref\n{pdf.Length}\n%%EOF\n"))];

    private static byte[] Page()
    {
        using var output = new MemoryStream();
        SearchablePdf.Write(new(new(8, 9, []), []), new PageOrigin("scan.png"), PageScan.Gray(new GrayImage(8, 9, new byte[72])), output);
        return output.ToArray();
    }
}
