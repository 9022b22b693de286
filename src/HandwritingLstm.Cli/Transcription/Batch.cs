using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using HandwritingLstm.Pdf;

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
                bookProblems = new FolderBooks(_folder, ledger, fingerprint).Write(items, plan.StateOf);
                foreach (var problem in bookProblems.Where(said.Add))
                {
                    progress.Say(problem);
                }
            }

            FailureList.Write(_folder.Failures, finished.Select(item => ledger.Latest[item.Name]).Where(record => record.State == ItemState.Failed));
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
        var (item, place, report, duration) = finished;
        var results = report.Extensions.Select(extension => (From: place + extension, Name: ResultName(item, extension))).ToList();
        try
        {
            if (report.State == ItemState.Blocked)
            {
                throw new IOException(report.Error);
            }

            foreach (var (from, name) in results)
            {
                Disk.Place(from, _folder.Result(name));
            }

            foreach (var folder in results.Select(result => Path.GetDirectoryName(_folder.Result(result.Name))!).Distinct(StringComparer.Ordinal))
            {
                Disk.FlushFolder(folder);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(problem);
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
            Results = report.IsUnchanged ? ledger.Latest[item.Name].Results : [.. results.Select(result => result.Name)],
            Lines = report.IsUnchanged ? ledger.Latest[item.Name].Lines : report.Lines,
            Seconds = Math.Round(duration.TotalSeconds, 3),
            Error = report.Error,
        });
        progress.Finished(item, report.Error);
    }

    /// <summary>A page that is wanted for its folder's book alone lies among the batch's own files.</summary>
    private string ResultName(PageItem item, string extension)
    {
        var isForBook = string.Equals(extension, SearchablePdf.Extension, StringComparison.Ordinal) && !options.Settings.Formats.Contains(PageFormats.Pdf, StringComparer.Ordinal);
        return (isForBook ? BatchFolder.PagesOfBooks : "") + item.ResultName + extension;
    }

    private void Prepare(string folder)
    {
        try
        {
            Disk.MakeFolder(folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(problem);
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

    private static bool IsAtRest(PageItem item) => DateTime.UtcNow - File.GetLastWriteTimeUtc(item.Path) > _watchInterval;

    private RecognitionException Unwritable(Exception problem) => new(
        $"{options.Output}: cannot be written ({problem.Message.ReplaceLineEndings(" ").TrimEnd('.')}); nothing is lost: make space or access, and run the same command again.", problem);
}
