using System.Security.Cryptography;
using HandwritingLstm.Cli.Transcription;
using HandwritingLstm.Imaging;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Cli.Tests.Transcription;

[TestClass]
public sealed class ItemTranscriberTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void PDF_file_of_any_length_is_hashed_without_being_held()
    {
        const int Length = 32 << 20;
        var path = _folder["volume.pdf"];
        using (var file = File.Create(path))
        {
            file.SetLength(Length);
        }

        var content = Convert.ToHexStringLower(SHA256.HashData(new byte[Length]));
        var transcriber = new ItemTranscriber(new NoReader(), new([], new RecognizerOptions(), ["text"]));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var report = transcriber.Transcribe(new(path, 1, null, _folder["unfinished"], content));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.IsTrue(report.IsUnchanged, report.Error);
        Assert.AreEqual(content, report.Content);
        Assert.IsLessThan(Length / 8, allocated);
    }

    [TestMethod]
    public void PDF_file_is_hashed_once_for_all_its_pages_and_again_when_it_has_changed()
    {
        var path = _folder.Write("volume.pdf", "one");
        var written = File.GetLastWriteTimeUtc(path);
        var transcriber = new ItemTranscriber(new NoReader(), new([], new RecognizerOptions(), ["text"]));
        var first = Content(1);
        File.WriteAllText(path, "two"); // as long, and as old: so the file was not read again if nobody notices
        File.SetLastWriteTimeUtc(path, written);
        Assert.AreEqual(first, Content(2));
        File.SetLastWriteTimeUtc(path, written.AddSeconds(1));
        Assert.AreNotEqual(first, Content(3));

        string Content(int page) => transcriber.Transcribe(new(path, page, null, _folder["unfinished"], null)).Content;
    }

    [TestMethod]
    public void Hash_of_an_image_covers_its_lines()
    {
        var (image, layout) = (_folder.Write("a.png", "pixels"), _folder.Write("a.xml", "lines"));
        var content = Convert.ToHexStringLower(SHA256.HashData("pixelslines"u8));
        var report = new ItemTranscriber(new NoReader(), new([], new RecognizerOptions(), ["text"])).Transcribe(new(image, 0, layout, _folder["unfinished"], content));
        Assert.IsTrue(report.IsUnchanged, report.Error);
    }

    private sealed class NoReader : IPageReader
    {
        public PageReading Read(GrayImage page, PageLayout? layout) => throw new InvalidOperationException("Nothing is to be read.");
    }
}
