using System.Globalization;
using System.Text;
using HandwritingLstm.Cli.Transcription;

namespace HandwritingLstm.Cli.Tests.Transcription;

[TestClass]
public sealed class FolderBooksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeProgress _progress = new();

    [TestInitialize]
    public void MakePages()
    {
        TinyModel.Write(_folder["tiny.safetensors"]);
        _folder.Write("in/a.png", "a");
        _folder.Write("in/b.png", "b");
        _folder.Write("in/box/c.png", "c");
    }

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task Every_folder_has_a_book_of_its_pages()
    {
        Assert.AreEqual(0, (await Run()).BookProblems);
        Assert.AreEqual(2, Pages("book.pdf"));
        Assert.AreEqual(1, Pages("box/book.pdf"));
    }

    [TestMethod]
    [DataRow("added to")]
    [DataRow("cut off")]
    [DataRow("emptied")]
    public async Task Page_that_another_program_changed_is_named_and_the_book_stays_until_it_is_done_again(string change)
    {
        await Run();
        var book = File.ReadAllBytes(_folder["out/book.pdf"]);
        var page = File.ReadAllBytes(_folder["out/a.png.pdf"]);
        File.WriteAllBytes(_folder["out/a.png.pdf"], change switch
        {
            "added to" => WithUpdate(page),
            "cut off" => page[..^200],
            _ => [],
        });
        _folder.Write("in/new.png", "new");

        var counts = await Run();
        Assert.AreEqual("4 in = 4 done (3 of them before) + 0 failed", counts.ToString());
        Assert.AreEqual(1, counts.BookProblems);
        Assert.HasCount(1, _progress.Said.Where(line => line.StartsWith("book.pdf: ", StringComparison.Ordinal) && line.Contains("a.png.pdf", StringComparison.Ordinal)).ToArray());
        Assert.AreSequenceEqual(book, File.ReadAllBytes(_folder["out/book.pdf"]));
        Assert.AreEqual(1, (await Run()).BookProblems); // it is not forgotten

        File.Delete(_folder["out/a.png.pdf"]);
        Assert.AreEqual(0, (await Run()).BookProblems);
        Assert.AreEqual(3, Pages("book.pdf"));
    }

    [TestMethod]
    public async Task Pages_that_failed_and_are_missing_are_named_in_one_line()
    {
        _folder.Write("in/torn.png", "bad: is torn");
        _folder.Write("in/wet.png", "bad: is wet");
        var counts = await Run();
        Assert.AreEqual(1, counts.BookProblems);
        Assert.Contains("book.pdf: lacks the pages that failed (2): torn.png, wet.png", _progress.Said);
        Assert.AreEqual(2, Pages("book.pdf"));
    }

    [TestMethod]
    public async Task Book_of_a_folder_that_is_gone_is_removed()
    {
        await Run();
        Directory.Delete(_folder["in/box"], recursive: true);
        Assert.AreEqual(0, (await Run()).BookProblems);
        Assert.IsFalse(File.Exists(_folder["out/box/book.pdf"]));
        Assert.AreEqual(2, Pages("book.pdf"));

        _folder.Write("in/box/c.png", "c");
        await Run();
        Assert.AreEqual(1, Pages("box/book.pdf"));
    }

    [TestMethod]
    public async Task Book_of_a_folder_that_the_run_is_not_about_stays()
    {
        await Run();
        await Run("in/*.png");
        Assert.AreEqual(1, Pages("box/book.pdf"));
    }

    [TestMethod]
    public async Task Book_does_not_become_shorter_by_a_run_about_some_of_its_pages()
    {
        await Run();
        _folder.Write("in/new.png", "new");
        await Run("in/n*.png");
        Assert.AreEqual(2, Pages("book.pdf"));
        await Run();
        Assert.AreEqual(3, Pages("book.pdf"));
    }

    [TestMethod]
    public async Task Book_of_a_folder_that_cannot_be_looked_into_stays()
    {
        await Run();
        Directory.Delete(_folder["in/box"], recursive: true); // as it looks from outside
        using var ledger = new Ledger(_folder["out/.transcribe/ledger.jsonl"]);
        var books = new FolderBooks(new(_folder["out"]), ledger, new("model", "options"));
        var closed = new PageItem("box", _folder["in/box"], 0) { Problem = "Permission denied" };
        Assert.IsEmpty(books.Write([new("a.png", _folder["in/a.png"], 0), closed], _ => null, new InputFolder(_folder["in"], _folder["out"]).Has));
        Assert.AreEqual(1, Pages("box/book.pdf"));
    }

    /// <summary>What programs that change a file's description add to it: ISO 32000-1, section 7.5.6.</summary>
    private static byte[] WithUpdate(byte[] pdf)
    {
        var former = Encoding.Latin1.GetString(pdf)[..^"\n%%EOF\n".Length].Split('\n')[^1];
        var update = string.Create(
            CultureInfo.InvariantCulture,
            $"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 12 /Root 1 0 R /Prev {former} >>\nstartxref\n{pdf.Length}\n%%EOF\n");
        return [.. pdf, .. Encoding.Latin1.GetBytes(update)];
    }

    private int Pages(string book) => Encoding.Latin1.GetString(File.ReadAllBytes(_folder["out/" + book])).Split("/Type /Page ").Length - 1;

    private Task<BatchCounts> Run(string input = "in") => new Batch(
        new()
        {
            Input = Path.Combine(_folder.Path, input),
            Output = _folder["out"],
            Settings = new([_folder["tiny.safetensors"]], new RecognizerOptions(), [PageFormats.Pdf, PageFormats.Book]),
            Workers = 1,
        },
        () => new PdfWorker(),
        _progress).RunAsync(CancellationToken.None);
}
