namespace HandwritingLstm.Cli.Transcription;

/// <summary>What the ledger leaves to do: all that is new, has changed, lost its results, or was done with another model or other options.</summary>
/// <param name="ledger">What is done.</param>
/// <param name="folder">Where results lie.</param>
/// <param name="fingerprint">How items are to be done.</param>
/// <param name="retryFailed">Do again what failed.</param>
internal sealed class BatchPlan(Ledger ledger, BatchFolder folder, BatchFingerprint fingerprint, bool retryFailed)
{
    private const string Changed = "changed";

    /// <summary>Number of pages of a file that is as the ledger knows it.</summary>
    public int? KnownPages(string file, string stamp)
    {
        // A file that has become another may have had one page before, or could not be opened: only the record of this very file says.
        foreach (var name in (string[])[file + "#1", file])
        {
            if (ledger.Latest.TryGetValue(name, out var record) && record.PageCount > 0 && (record.State == ItemState.Done || !retryFailed)
                && string.Equals(record.Stamp, stamp, StringComparison.Ordinal))
            {
                return record.PageCount;
            }
        }

        return null;
    }

    /// <summary>Why an item must be done, for people; null = nothing is to do.</summary>
    public string? WhyDo(PageItem item)
    {
        if (!ledger.Latest.TryGetValue(item.Name, out var record))
        {
            return "new";
        }

        if (!string.Equals(record.Model, fingerprint.Model, StringComparison.Ordinal))
        {
            return "another model";
        }

        if (!string.Equals(record.Options, fingerprint.Options, StringComparison.Ordinal))
        {
            return "other options";
        }

        if (record.State == ItemState.Done && !record.Results.All(result => File.Exists(folder.Result(result))))
        {
            return "results are gone";
        }

        return !string.Equals(record.Stamp, item.Stamp, StringComparison.Ordinal) ? Changed
            : retryFailed && record.State == ItemState.Failed ? "failed before"
            : null;
    }

    /// <summary>What became of an item as it is now; null = nothing yet.</summary>
    public ItemState? StateOf(PageItem item) =>
        WhyDo(item) is null || (ledger.Latest.TryGetValue(item.Name, out var record) && record.State == ItemState.Failed && IsCurrent(item, record))
            ? ledger.Latest[item.Name].State
            : null;

    /// <summary>SHA-256 of an item's files whose results are there already, where only the files' times differ; else null.</summary>
    public string? KnownContent(PageItem item) =>
        string.Equals(WhyDo(item), Changed, StringComparison.Ordinal) && ledger.Latest[item.Name] is { State: ItemState.Done } record ? record.Content : null;

    private bool IsCurrent(PageItem item, LedgerRecord record) =>
        string.Equals(record.Model, fingerprint.Model, StringComparison.Ordinal)
        && string.Equals(record.Options, fingerprint.Options, StringComparison.Ordinal)
        && string.Equals(record.Stamp, item.Stamp, StringComparison.Ordinal);
}
