using HandwritingLstm.Cli.Transcription;

namespace HandwritingLstm.Cli.Tests.Transcription;

[TestClass]
public sealed class BatchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private ConcurrentLog _log = new();

    [TestInitialize]
    public void MakePages()
    {
        _folder.Write("in/page10.png", "ten");
        _folder.Write("in/page9.png", "nine");
        _folder.Write("in/page9.jpg", "nine again");
        _folder.Write("in/below/deep/page1.png", "one");
        _folder.Write("in/.hidden/page.png", "no");
        _folder.Write("in/notes.txt", "no");
        TinyModel.Write(_folder["tiny.safetensors"]);
    }

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task Every_page_has_its_result_at_its_place()
    {
        var counts = await Run();
        Assert.AreEqual("4 in = 4 done + 0 failed", counts.ToString());
        Assert.AreEqual("below/deep/page1.png.txt=ONE|page10.png.txt=TEN|page9.jpg.txt=NINE AGAIN|page9.png.txt=NINE", Results());
        Assert.AreEqual(2, _log.Ended);
        Assert.IsEmpty(Directory.GetFileSystemEntries(_folder["out/.transcribe/unfinished"]));
    }

    [TestMethod]
    public async Task Second_run_does_nothing()
    {
        await Run();
        _log = new();
        Assert.AreEqual("4 in = 4 done (4 of them before) + 0 failed", (await Run()).ToString());
        Assert.IsEmpty(_log.Transcribed);
    }

    [TestMethod]
    public async Task Only_new_and_changed_pages_and_lost_results_are_done_again()
    {
        await Run();
        _log = new();
        _folder.Write("in/page11.png", "eleven");
        _folder.Write("in/page9.png", "nine, changed");
        File.Delete(_folder["out/page10.png.txt"]);
        File.SetLastWriteTimeUtc(_folder["in/page9.jpg"], new DateTime(2001, 2, 3, 0, 0, 0, DateTimeKind.Utc)); // touched, but the same

        Assert.AreEqual("5 in = 5 done (1 of them before) + 0 failed", (await Run()).ToString());
        Assert.AreEqual("page10.png page11.png page9.png", string.Join(' ', _log.Transcribed));
        Assert.Contains("page9.png.txt=NINE, CHANGED", Results());
        Assert.Contains("page10.png.txt=TEN", Results());

        _log = new();
        await Run();
        Assert.IsEmpty(_log.Transcribed);
    }

    [TestMethod]
    public async Task Other_options_do_everything_again()
    {
        await Run();
        _log = new();
        await Run(options => options with { Settings = options.Settings with { Recognizer = new() { BeamSearch = new() } } });
        Assert.HasCount(4, _log.Transcribed);
    }

    [TestMethod]
    public async Task Number_of_threads_is_no_other_option()
    {
        await Run();
        _log = new();
        await Run(options => options with { Workers = 1, Settings = options.Settings with { Recognizer = new() { Threads = 7 } } });
        Assert.IsEmpty(_log.Transcribed);
    }

    [TestMethod]
    public async Task Failures_are_listed_and_only_tried_again_when_asked_or_changed()
    {
        _folder.Write("in/page10.png", "bad: is torn, \"quite\"");
        _folder.Write("in/a.png", "bad: is empty");
        var counts = await Run();
        Assert.AreEqual("5 in = 3 done + 2 failed", counts.ToString());
        Assert.AreEqual("image,reason\na.png,is empty\npage10.png,\"is torn, \"\"quite\"\"\"\n", File.ReadAllText(_folder["out/failed.csv"]));

        _log = new();
        Assert.AreEqual("5 in = 3 done (3 of them before) + 2 failed", (await Run()).ToString());
        Assert.IsEmpty(_log.Transcribed);
        Assert.AreEqual("5 in = 3 done (3 of them before) + 2 failed", (await Run(options => options with { RetryFailed = true })).ToString());
        Assert.AreEqual("a.png page10.png", string.Join(' ', _log.Transcribed));

        _folder.Write("in/a.png", "good");
        _folder.Write("in/page10.png", "good now");
        Assert.AreEqual("5 in = 5 done (3 of them before) + 0 failed", (await Run()).ToString());
        Assert.IsFalse(File.Exists(_folder["out/failed.csv"]));
    }

    [TestMethod]
    public async Task Run_that_is_cut_off_anywhere_is_finished_by_the_next_with_nothing_twice()
    {
        await Run();
        var whole = Results();
        Directory.Delete(_folder["out"], recursive: true);
        _log = new();
        for (var cut = 0; cut < 4; cut++)
        {
            await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => Run(progress: new FakeProgress(interruptAfter: 1)));
        }

        Assert.AreEqual("4 in = 4 done (4 of them before) + 0 failed", (await Run()).ToString());
        Assert.AreEqual(whole, Results());
        var records = File.ReadAllLines(_folder["out/.transcribe/ledger.jsonl"]);
        Assert.HasCount(4, records); // one for each
    }

    [TestMethod]
    public async Task Full_disk_stops_the_run_and_leaves_the_ledger_as_it_was()
    {
        await Run();
        _folder.Write("in/new.png", "new");
        var ledger = File.ReadAllText(_folder["out/.transcribe/ledger.jsonl"]);
        _log = new() { DiskIsFull = true };
        var problem = await Assert.ThrowsExactlyAsync<RecognitionException>(() => Run());
        Assert.Contains("No space left on device", problem.Message);
        Assert.AreEqual(ledger, File.ReadAllText(_folder["out/.transcribe/ledger.jsonl"]));

        _log = new();
        Assert.AreEqual("5 in = 5 done (4 of them before) + 0 failed", (await Run()).ToString());
    }

    [TestMethod]
    public async Task Second_process_on_an_output_folder_is_sent_away()
    {
        Directory.CreateDirectory(_folder["out/.transcribe/x"]);
        using (new FolderLock(_folder["out/.transcribe"], "out"))
        {
            var problem = await Assert.ThrowsExactlyAsync<RecognitionException>(() => Run());
            Assert.Contains("another htr transcribe", problem.Message);
            Assert.IsEmpty(_log.Transcribed);
        }

        Assert.AreEqual(4, (await Run()).Done);
    }

    [TestMethod]
    public async Task What_an_earlier_run_left_unfinished_is_removed()
    {
        _folder.Write("out/.transcribe/unfinished/0123/7.txt", "half");
        await Run();
        Assert.IsEmpty(Directory.GetFileSystemEntries(_folder["out/.transcribe/unfinished"]));
    }

    [TestMethod]
    public async Task Stopped_run_says_what_is_left()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var counts = await new Batch(Options(), () => new FakeWorker(_log), new FakeProgress()).RunAsync(stop.Token);
        Assert.AreEqual("4 in = 0 done + 0 failed + 4 left", counts.ToString());
    }

    [TestMethod]
    public async Task Watched_folder_gives_results_for_what_comes_in()
    {
        foreach (var file in Directory.GetFiles(_folder["in"], "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc)); // at rest
        }

        using var stop = new CancellationTokenSource();
        var run = new Batch(Options() with { Watch = true }, () => new FakeWorker(_log), new FakeProgress()).RunAsync(stop.Token);
        await Until(() => Results().Split('|').Length == 4);
        var late = _folder.Write("in/late.png", "late");
        File.SetLastWriteTimeUtc(late, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await Until(() => Results().Contains("late.png.txt=LATE", StringComparison.Ordinal));
        await stop.CancelAsync();
        Assert.AreEqual(5, (await run).Done);
    }

    [TestMethod]
    public async Task Results_of_another_input_folder_are_not_overwritten()
    {
        await Run();
        _folder.Write("other/page9.png", "of another box");
        var problem = await Assert.ThrowsExactlyAsync<RecognitionException>(() => Run(options => options with { Input = _folder["other"] }));
        Assert.Contains(_folder["other"], problem.Message);
        Assert.Contains(_folder["in"], problem.Message);
        Assert.Contains("page9.png.txt=NINE", Results());
    }

    [TestMethod]
    public async Task Run_over_one_file_forgets_no_failure_of_the_others()
    {
        _folder.Write("in/page10.png", "bad: is torn");
        await Run();
        await Run(options => options with { Input = _folder["in/page9.png"] });
        Assert.AreEqual("image,reason\npage10.png,is torn\n", File.ReadAllText(_folder["out/failed.csv"]));
        File.Delete(_folder["in/page10.png"]);
        await Run(options => options with { Input = _folder["in/page9.png"] });
        Assert.IsFalse(File.Exists(_folder["out/failed.csv"]));
    }

    [TestMethod]
    public async Task Result_whose_place_is_taken_by_a_folder_fails_alone()
    {
        _folder.Write("in/page10.png.txt/page1.png", "in the way");
        var counts = await Run();
        Assert.AreEqual((5, 4, 1), (counts.Total, counts.Done, counts.Failed));
        Assert.Contains("cannot be put in their place", File.ReadAllText(_folder["out/failed.csv"]));
    }

    [TestMethod]
    public async Task Failure_says_that_results_of_an_earlier_run_are_there()
    {
        await Run();
        _folder.Write("in/page10.png", "bad: is torn");
        await Run();
        Assert.Contains("is torn; the results that are there are those of an earlier run", File.ReadAllText(_folder["out/failed.csv"]));
        Assert.Contains("page10.png.txt=TEN", Results());
    }

    [TestMethod]
    public async Task Pages_are_counted_again_once_the_file_can_be_opened()
    {
        _folder.Write("in/many.tif", "II*\0 cut");
        Assert.AreEqual(1, (await Run()).Failed);
        using var ledger = new Ledger(_folder["out/.transcribe/ledger.jsonl"], readOnly: true);
        var plan = new BatchPlan(ledger, new BatchFolder(_folder["out"]), BatchFingerprint.Of(Options().Settings), retryFailed: false);
        Assert.IsNull(plan.KnownPages("many.tif", ledger.Latest["many.tif"].Stamp));
        Assert.AreEqual(1, plan.KnownPages("page9.png", ledger.Latest["page9.png"].Stamp));
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 300 && !condition(); i++)
        {
            await Task.Delay(100);
        }

        Assert.IsTrue(condition());
    }

    private BatchOptions Options() => new()
    {
        Input = _folder["in"],
        Output = _folder["out"],
        Settings = new([_folder["tiny.safetensors"]], new RecognizerOptions(), ["text"]),
        Workers = 2,
    };

    private Task<BatchCounts> Run(Func<BatchOptions, BatchOptions>? change = null, FakeProgress? progress = null) =>
        new Batch((change ?? (options => options))(Options()), () => new FakeWorker(_log), progress ?? new FakeProgress()).RunAsync(CancellationToken.None);

    /// <summary>All results below the output folder with their texts.</summary>
    private string Results() => string.Join('|', Directory.GetFiles(_folder["out"], "*.txt", SearchOption.AllDirectories)
        .Where(file => !file.Contains(".transcribe", StringComparison.Ordinal))
        .Select(file => $"{Path.GetRelativePath(_folder["out"], file)}={File.ReadAllText(file)}")
        .Order(StringComparer.Ordinal));
}
