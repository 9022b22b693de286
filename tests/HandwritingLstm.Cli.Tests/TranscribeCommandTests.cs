using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace HandwritingLstm.Cli.Tests;

[TestClass]
public sealed class TranscribeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [TestInitialize]
    public void MakeModelAndPages()
    {
        TinyModel.Write(_folder["tiny.safetensors"]);
        SamplePage.Write(_folder["in/page2.png"], 2);
        SamplePage.Write(_folder["in/page10.png"], 3);
        SampleLine.WriteTiff(_folder["in/box/two.tif"], SamplePage.Draw(2), SamplePage.Draw(1));
    }

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow("")]
    [DataRow(",")]
    public void No_format_is_misuse(string formats)
    {
        var run = Transcribe("--format", formats);
        Assert.AreEqual(2, run.ExitCode);
        Assert.Contains("--format is ''; expected text", run.Error);
    }

    [TestMethod]
    public void All_formats_of_all_pages_are_written_and_counted()
    {
        var run = Transcribe("--format", "all");
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.AreEqual("", run.Output);
        Assert.EndsWith($"4 in = 4 done + 0 failed; results in {_folder["out"]}", run.ErrorLines[^1]);
        string[] pages = ["page2.png", "page10.png", "box/two.tif-p0001", "box/two.tif-p0002"];
        string[] extensions = [".txt", ".csv", ".jsonl", ".page.xml", ".alto.xml", ".hocr.html", ".tei.xml", ".pdf"];
        var expected = pages.SelectMany(page => extensions.Select(extension => page + extension)).Append("book.pdf").Append("box/book.pdf");
        Assert.AreEqual(string.Join(' ', expected.Order(StringComparer.Ordinal)), string.Join(' ', Results().Keys));
    }

    [TestMethod]
    public void Broken_pages_are_named_with_their_reasons_and_the_others_done()
    {
        _folder.Write("in/broken.png", "no image");
        var whole = File.ReadAllBytes(_folder["in/page2.png"]);
        File.WriteAllBytes(_folder["in/half.png"], whole[..(whole.Length / 2)]);
        var run = Transcribe();
        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("6 in = 4 done + 2 failed", run.Error);
        var failures = File.ReadAllLines(_folder["out/failed.csv"]);
        Assert.HasCount(3, failures);
        Assert.StartsWith("broken.png,", failures[1]);
        Assert.StartsWith("half.png,is truncated", failures[2]);
        Assert.HasCount(1, run.ErrorLines.Where(line => line.StartsWith("htr: half.png: is truncated", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Second_run_has_nothing_to_do_and_the_same_results()
    {
        Transcribe("--format", "page,alto");
        var before = Results();
        var run = Transcribe("--format", "page,alto");
        Assert.Contains("4 in = 4 done (4 of them before) + 0 failed", run.Error);
        Assert.AreSequenceEqual(before.Values.ToArray(), Results().Values.ToArray());
    }

    [TestMethod]
    public void Other_models_or_views_are_another_batch()
    {
        var twice = $"{_folder["tiny.safetensors"]},{_folder["tiny.safetensors"]}";
        var run = Htr.Run("transcribe", _folder["in"], "--out", _folder["out"], "--models", twice, "--views", "2");
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.Contains("4 in = 4 done (4 of them before)", Htr.Run("transcribe", _folder["in"], "--out", _folder["out"], "--models", twice, "--views", "2").Error);
        foreach (var other in new[] { "1", "3" })
        {
            var again = Htr.Run("transcribe", _folder["in"], "--out", _folder["out"], "--models", twice, "--views", other, "--dry-run");
            Assert.HasCount(4, again.OutputLines, again.Output);
        }
    }

    [TestMethod]
    public void Dry_run_says_what_would_be_done_and_does_nothing()
    {
        var run = Transcribe("--dry-run");
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.AreEqual("box/two.tif#1\tnew|box/two.tif#2\tnew|page2.png\tnew|page10.png\tnew", string.Join('|', run.OutputLines));
        Assert.IsFalse(Directory.Exists(_folder["out"]));
    }

    [TestMethod]
    public void Lines_of_a_layout_file_beside_the_image_are_used_and_the_file_kept()
    {
        _folder.Write("in/page2.xml", """
            <PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Metadata><Creator>me</Creator></Metadata>
            <Page imageFilename="page2.png" imageWidth="1000" imageHeight="1000"><TextRegion id="mine" custom="note {keep:1;}">
            <Coords points="0,0 999,0 999,999 0,999"/><TextLine id="only"><Coords points="100,200 900,200 900,500 100,500"/><Baseline points="100,450 900,450"/></TextLine>
            </TextRegion></Page></PcGts>
            """);
        var run = Transcribe("--format", "page,csv");
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.HasCount(2, File.ReadAllLines(_folder["out/page2.png.csv"])); // a header and the only line
        var page = File.ReadAllText(_folder["out/page2.png.page.xml"]);
        Assert.Contains("note {keep:1;}", page);
        Assert.Contains("<TextEquiv", page);
        Assert.Contains("points=\"100,200 900,200 900,500 100,500\"", page);
    }

    [TestMethod]
    public void Killed_runs_lose_nothing_and_the_result_is_that_of_an_unbroken_one()
    {
        for (var i = 0; i < 20; i++)
        {
            SamplePage.Write(_folder[string.Create(CultureInfo.InvariantCulture, $"in/more/{i}.png")], 1 + (i % 7));
        }

        Assert.AreEqual(0, Transcribe("--format", "text,page").ExitCode);
        var unbroken = Results();
        Directory.Delete(_folder["out"], recursive: true);

        var kills = 0;
        for (var attempt = 0; attempt < 6; attempt++)
        {
            using var run = Start("--format", "text,page");
            if (!run.WaitForExit(TimeSpan.FromMilliseconds(300 + (150 * attempt))))
            {
                run.Kill(); // itself alone: its workers must notice
                run.WaitForExit();
                kills++;
            }
        }

        Assert.IsGreaterThan(0, kills);
        var last = Transcribe("--format", "text,page");
        Assert.AreEqual(0, last.ExitCode, last.Error);
        Assert.Contains("24 in = 24 done", last.Error);
        Assert.AreSequenceEqual(unbroken.Keys.ToArray(), Results().Keys.ToArray());
        Assert.AreSequenceEqual(unbroken.Values.ToArray(), Results().Values.ToArray());
        Assert.HasCount(24, File.ReadAllLines(_folder["out/.transcribe/ledger.jsonl"])); // nothing twice
    }

    [TestMethod]
    public void Book_that_cannot_be_made_is_said_before_the_counts_and_is_a_failure()
    {
        Assert.AreEqual(0, Transcribe("--format", "pdf,book").ExitCode);
        var page = File.ReadAllBytes(_folder["out/page2.png.pdf"]);
        File.WriteAllBytes(_folder["out/page2.png.pdf"], page[..^200]);
        File.Delete(_folder["out/book.pdf"]);
        var run = Transcribe("--format", "pdf,book");
        Assert.AreEqual(1, run.ExitCode);
        Assert.HasCount(1, run.ErrorLines.Where(line => line.StartsWith("htr: book.pdf: ", StringComparison.Ordinal) && line.Contains("page2.png.pdf", StringComparison.Ordinal)));
        Assert.Contains("4 in = 4 done (4 of them before) + 0 failed", run.ErrorLines[^1]);
    }

    [TestMethod]
    public void Formats_that_do_not_exist_are_a_misuse()
    {
        var run = Transcribe("--format", "text,docx");
        Assert.AreEqual(2, run.ExitCode);
        Assert.Contains("docx", run.Error);
    }

    [TestMethod]
    public void Model_that_does_not_exist_is_named_once()
    {
        var run = Htr.Run("transcribe", _folder["in"], "--out", _folder["out"], "--model", "nobody");
        Assert.AreEqual(1, run.ExitCode);
        Assert.HasCount(1, run.ErrorLines);
        Assert.Contains("nobody", run.Error);
    }

    [TestMethod]
    public void Folder_that_does_not_exist_is_named()
    {
        var run = Htr.Run("transcribe", _folder["nothing"], "--out", _folder["out"]);
        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("no such file or folder", run.Error);
    }

    [TestMethod]
    public void Empty_name_of_the_output_folder_is_misuse()
    {
        var run = Htr.Run("transcribe", _folder["in"], "--out", "");
        Assert.AreEqual(2, run.ExitCode);
        Assert.Contains("--out is empty", run.Error);
    }

    [TestMethod]
    public void Pattern_that_matches_nothing_is_said()
    {
        var run = Htr.Run("transcribe", _folder["in/*.jpeg2"], "--out", _folder["out"], "--model", _folder["tiny.safetensors"]);
        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("there is no scan", run.Error);
    }

    private Htr Transcribe(params string[] arguments) => Htr.Run([.. Arguments(arguments)]);

    private string[] Arguments(string[] more) =>
        ["transcribe", _folder["in"], "--out", _folder["out"], "--model", _folder["tiny.safetensors"], "--threads", "2", .. more];

    private Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "htr.dll"), .. Arguments(arguments)])
    {
        UseShellExecute = false,
        RedirectStandardError = true,
    })!;

    /// <summary>All results with their checksums, in the order of their names.</summary>
    private SortedDictionary<string, string> Results() => new(
        Directory.GetFiles(_folder["out"], "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains(".transcribe", StringComparison.Ordinal))
            .ToDictionary(file => Path.GetRelativePath(_folder["out"], file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))),
        StringComparer.Ordinal);
}
