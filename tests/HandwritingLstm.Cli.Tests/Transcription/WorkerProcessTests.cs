using HandwritingLstm.Cli.Transcription;

namespace HandwritingLstm.Cli.Tests.Transcription;

[TestClass]
public sealed class WorkerProcessTests : IDisposable
{
    private static readonly WorkerLimits _plenty = new(TimeSpan.FromMinutes(2), 4L << 30);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task One_process_takes_good_and_bad_items_in_turn()
    {
        var good = SamplePage.Write(_folder["good.png"], 3);
        var bad = _folder.Write("bad.png", "no image at all");
        using var worker = new WorkerProcess(Settings(), _plenty);

        var first = await Transcribe(worker, good, "1");
        var second = await Transcribe(worker, bad, "2");
        var third = await Transcribe(worker, good, "3");

        Assert.AreEqual(ItemState.Done, first.State, first.Error);
        Assert.AreEqual(".txt .page.xml", string.Join(' ', first.Extensions));
        Assert.AreEqual(64, first.Content.Length);
        Assert.AreEqual(ItemState.Failed, second.State);
        Assert.StartsWith("is not an image", second.Error);
        Assert.AreEqual(first.Content, third.Content);
        Assert.AreSequenceEqual(File.ReadAllBytes(_folder["1.page.xml"]), File.ReadAllBytes(_folder["3.page.xml"]));
    }

    [TestMethod]
    public async Task Item_that_takes_too_long_fails_and_the_next_is_done()
    {
        var large = LargePage.Write(_folder["large.png"]);
        using var hasty = new WorkerProcess(Settings(), _plenty with { Time = TimeSpan.Zero });
        var report = await Transcribe(hasty, large, "1");
        Assert.AreEqual(ItemState.Failed, report.State);
        Assert.Contains("--timeout", report.Error);

        using var patient = new WorkerProcess(Settings(), _plenty);
        Assert.AreEqual(ItemState.Done, (await Transcribe(patient, large, "2")).State);
    }

    [TestMethod]
    public async Task Item_that_takes_too_much_memory_fails()
    {
        var large = LargePage.Write(_folder["large.png"]);
        using var worker = new WorkerProcess(Settings(), _plenty with { MemoryBytes = 64 << 20 });
        var report = await Transcribe(worker, large, "1");
        Assert.AreEqual(ItemState.Failed, report.State);
        Assert.Contains("--memory", report.Error);
    }

    [TestMethod]
    public async Task Output_folder_that_is_gone_blocks_and_does_not_fail_the_item()
    {
        var good = SamplePage.Write(_folder["good.png"], 1);
        using var worker = new WorkerProcess(Settings(), _plenty);
        var report = await worker.TranscribeAsync(new(good, 0, null, Path.Combine(_folder.Path, "gone", "1"), null), CancellationToken.None);
        Assert.AreEqual(ItemState.Blocked, report.State);
    }

    [TestMethod]
    public async Task Model_that_is_missing_stops_everything()
    {
        using var worker = new WorkerProcess(Settings() with { Models = [_folder["missing.safetensors"]] }, _plenty);
        var problem = await Assert.ThrowsExactlyAsync<RecognitionException>(() => Transcribe(worker, _folder.Write("x.png"), "1"));
        Assert.Contains("missing.safetensors", problem.Message);
    }

    [TestMethod]
    public async Task Known_content_is_not_done_again()
    {
        var good = SamplePage.Write(_folder["good.png"], 1);
        using var worker = new WorkerProcess(Settings(), _plenty);
        var content = (await Transcribe(worker, good, "1")).Content;
        var again = await worker.TranscribeAsync(new(good, 0, null, _folder["2"], content), CancellationToken.None);
        Assert.IsTrue(again.IsUnchanged);
        Assert.IsFalse(File.Exists(_folder["2.txt"]));
    }

    private Task<ItemReport> Transcribe(WorkerProcess worker, string path, string result) =>
        worker.TranscribeAsync(new(path, 0, null, _folder[result], null), CancellationToken.None);

    private WorkerSettings Settings() => new([TinyModel.Write(_folder["tiny.safetensors"])], new RecognizerOptions(), ["text", "page"]);
}
