using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using HandwritingLstm.Models;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>Transcribes a folder, and never loses an item. This file is a run from top to bottom.</summary>
/// <remarks>
/// An item's results are written under other names, brought to the disk and moved into place; then its record is added to
/// the ledger. Killed at any moment, a run leaves whole results and a ledger that claims no more than is there: the next
/// run does the rest, and at most the items in flight again, with the same bytes.
/// </remarks>
/// <param name="options">What to do.</param>
/// <param name="newWorker">Makes a worker.</param>
/// <param name="progress">Is told how it gets on.</param>
internal sealed class Batch(BatchOptions options, Func<IItemWorker> newWorker, IBatchProgress progress)
{
    /// <summary>How often a watched folder is looked at, and how long a file must rest before it counts as whole.</summary>
    private static readonly TimeSpan _watchInterval = TimeSpan.FromSeconds(2);

    private readonly BatchFolder _folder = new(options.Output);
    private readonly ResultPlacement _placement = new(new(options.Output), options.Settings.Formats);
    private Dictionary<string, string> _lastStamps = new(StringComparer.Ordinal);
    private int _unfinished;

    /// <summary>Runs until all is done, or, watching, until it is stopped.</summary>
    /// <returns>What became of the items.</returns>
    /// <exception cref="RecognitionException">Another process works on the output folder, or it cannot be written.</exception>
    public async Task<BatchCounts> RunAsync(CancellationToken cancellation)
    {
        var input = new InputFolder(options.Input, options.Output);
        var fingerprint = BatchFingerprint.Of(options.Settings);
        Prepare(_folder.Own);
        using var folderLock = new FolderLock(_folder.Own, options.Output);
        ClaimFor(input.Base);
        using var ledger = new Ledger(_folder.Ledger);
        var unfinished = Path.Combine(_folder.Unfinished, Guid.NewGuid().ToString("N")); // no worker of an earlier run knows it
        Prepare(unfinished);
        if (ledger.DamagedRecords > 0)
        {
            progress.Say($"{_folder.Ledger}: {ledger.DamagedRecords} damaged records; their items are done again");
        }

        ClearUnfinished(except: unfinished);
        var retry = options.RetryFailed;
        int? doneBefore = null;
        IReadOnlyList<string> bookProblems = [];
        var said = new HashSet<string>(StringComparer.Ordinal); // once, however long a folder is watched
        while (true)
        {
            var plan = new BatchPlan(ledger, _folder, fingerprint, retry);
            retry = false; // once, however long a folder is watched
            var items = input.List(plan.KnownPages);
            doneBefore ??= items.Count(item => plan.StateOf(item) == ItemState.Done);
            await TranscribeAsync(items, plan, fingerprint, ledger, unfinished, cancellation).ConfigureAwait(false);
            var finished = items.Where(item => plan.StateOf(item) is not null).ToList();
            if (options.Settings.Formats.Contains(PageFormats.Book, StringComparer.Ordinal) && !cancellation.IsCancellationRequested)
            {
                bookProblems = new FolderBooks(_folder, ledger, fingerprint).Write(items, plan.StateOf, input.Has);
                foreach (var problem in bookProblems.Where(said.Add))
                {
                    progress.Say(problem);
                }
            }

            ListFailures(items, finished, input, ledger);
            _lastStamps = items.GroupBy(item => item.Name, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First().Stamp, StringComparer.Ordinal);
            if (!options.Watch || cancellation.IsCancellationRequested)
            {
                ClearUnfinished(except: null);
                var failed = finished.Count(item => plan.StateOf(item) == ItemState.Failed);
                return new(items.Count, finished.Count - failed, failed, doneBefore.Value) { BookProblems = bookProblems.Count };
            }

            await Task.Delay(_watchInterval, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Workers take items from a queue and hand their reports to one that puts results into place: reading, finding lines, recognising and writing overlap.</summary>
    private async Task TranscribeAsync(
        IReadOnlyList<PageItem> items, BatchPlan plan, BatchFingerprint fingerprint, Ledger ledger, string unfinished, CancellationToken cancellation)
    {
        var toDo = new ConcurrentQueue<PageItem>(items
            .Where(item => plan.WhyDo(item) is not null && (!options.Watch || IsAtRest(item)))
            .Select(item => item with { KnownContent = plan.KnownContent(item) }));
        if (toDo.IsEmpty)
        {
            return;
        }

        progress.Started(toDo.Count, items.Count);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var workers = Math.Min(options.Workers, toDo.Count);
        var finished = Channel.CreateBounded<FinishedItem>(2 * workers);
        var working = Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(toDo, unfinished, finished.Writer, stop.Token), CancellationToken.None)).ToArray();
        var closing = Task.WhenAll(working).ContinueWith(
            all => finished.Writer.Complete(all.Exception?.GetBaseException()), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        try
        {
            await foreach (var item in finished.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                Finish(item, fingerprint, ledger);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await closing.ConfigureAwait(false);
        }
    }

    private async Task WorkAsync(
        ConcurrentQueue<PageItem> toDo, string unfinished, ChannelWriter<FinishedItem> finished, CancellationToken stop)
    {
        using var worker = newWorker();
        try
        {
            while (!stop.IsCancellationRequested && toDo.TryDequeue(out var item))
            {
                var clock = Stopwatch.StartNew();
                var place = Path.Combine(unfinished, Interlocked.Increment(ref _unfinished).ToString(CultureInfo.InvariantCulture));
                var request = new ItemRequest(item.Path, item.Page, item.LayoutPath, place, item.KnownContent);
                var report = item.Problem is null ? await worker.TranscribeAsync(request, stop).ConfigureAwait(false) : ItemReport.Failed(item.Problem);
                if (report.State == ItemState.Failed && stop.IsCancellationRequested)
                {
                    break; // Ctrl-C ends the programs that an item needs, too
                }

                await finished.WriteAsync(new(item, place, report, clock.Elapsed), stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped: the item is as if it had not been begun.
        }
        catch (RecognitionException)
        {
            toDo.Clear(); // no worker can go on: the others shall not take all the rest first
            throw;
        }
    }

    /// <summary>Puts an item's results into place, then records it.</summary>
    private void Finish(FinishedItem finished, BatchFingerprint fingerprint, Ledger ledger)
    {
        var (item, _, report, duration) = finished;
        if (report.State == ItemState.Blocked)
        {
            throw _folder.Unwritable(new IOException(report.Error));
        }

        var (results, problem) = _placement.Place(finished);
        var before = ledger.Latest.GetValueOrDefault(item.Name);
        if (problem is not null)
        {
            report = ItemReport.Failed(problem) with { Content = report.Content };
        }

        if (report.State == ItemState.Failed && before is { Results.Count: > 0 })
        {
            report = report with { Error = $"{report.Error}; the results that are there are those of an earlier run" };
        }

        ledger.Append(new()
        {
            Item = item.Name,
            State = report.State,
            Stamp = item.Stamp,
            Content = report.Content,
            Model = fingerprint.Model,
            Options = fingerprint.Options,
            PageCount = item.PageCount,
            Results = report.IsUnchanged || report.State == ItemState.Failed ? before?.Results ?? [] : results,
            Lines = report.IsUnchanged ? before!.Lines : report.Lines,
            Seconds = Math.Round(duration.TotalSeconds, 3),
            Error = report.Error,
        });
        progress.Finished(item, report.Error);
    }

    /// <summary>Lists all that failed, also what this run is not about: a run over one file must not make the others' failures forgotten.</summary>
    private void ListFailures(IReadOnlyList<PageItem> items, IReadOnlyList<PageItem> finished, InputFolder input, Ledger ledger)
    {
        var files = items.Select(item => item.File).ToHashSet(StringComparer.Ordinal);
        var others = ledger.Latest.Values.Where(record => !files.Contains(record.Item) && !files.Contains(PageItem.FileOf(record.Item)) && input.Has(record.Item));
        var failures = finished.Select(item => ledger.Latest[item.Name]).Concat(others).Where(record => record.State == ItemState.Failed);
        try
        {
            FailureList.Write(_folder.Failures, failures.DistinctBy(record => record.Item, StringComparer.Ordinal).OrderBy(record => record.Item, NaturalOrder.Comparer));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or RecognitionException)
        {
            progress.Say($"{_folder.Failures}: cannot be written ({problem.Message.ReplaceLineEndings(" ").TrimEnd('.')}); the ledger has it all");
        }
    }

    private void ClaimFor(string input)
    {
        _folder.RequireInput(input);
        if (!File.Exists(_folder.InputMark))
        {
            AtomicFile.Write(_folder.InputMark, stream => stream.Write(Encoding.UTF8.GetBytes(input)));
        }
    }

    private void Prepare(string folder)
    {
        try
        {
            Disk.MakeFolder(folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw _folder.Unwritable(problem);
        }
    }

    /// <summary>Removes what earlier runs left unfinished; a worker that outlived its batch by a moment may still hold some, which then stays.</summary>
    private void ClearUnfinished(string? except)
    {
        foreach (var folder in Directory.EnumerateDirectories(_folder.Unfinished).Where(folder => !string.Equals(folder, except, StringComparison.Ordinal)))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                progress.Say($"{folder}: cannot be removed ({problem.Message.ReplaceLineEndings(" ")})");
            }
        }
    }

    // A time in the future is a clock that goes wrong: then the file is at rest that was the same a moment ago.
    private bool IsAtRest(PageItem item) =>
        DateTime.UtcNow - File.GetLastWriteTimeUtc(item.Path) > _watchInterval
        || (_lastStamps.TryGetValue(item.Name, out var stamp) && string.Equals(stamp, item.Stamp, StringComparison.Ordinal));
}
