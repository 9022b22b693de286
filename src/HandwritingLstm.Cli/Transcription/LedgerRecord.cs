namespace HandwritingLstm.Cli.Transcription;

/// <summary>What the ledger knows of an item.</summary>
internal sealed record LedgerRecord
{
    /// <summary>The item's name.</summary>
    public required string Item { get; init; }

    /// <summary>Done or failed.</summary>
    public required ItemState State { get; init; }

    /// <summary>Sizes and times of the item's files when they were read.</summary>
    public required string Stamp { get; init; }

    /// <summary>SHA-256 of the item's files; empty where they could not be read.</summary>
    public string Content { get; init; } = "";

    /// <summary>SHA-256 of the model.</summary>
    public required string Model { get; init; }

    /// <summary>SHA-256 of everything else that the results depend on.</summary>
    public required string Options { get; init; }

    /// <summary>Number of pages of the item's file; 0 = they could not be counted.</summary>
    public int PageCount { get; init; } = 1;

    /// <summary>The results' names below the output folder; of what failed, those of the file as it was before.</summary>
    public IReadOnlyList<string> Results { get; init; } = [];

    /// <summary>Lines of writing that were read.</summary>
    public int Lines { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Why it failed; empty where it did not.</summary>
    public string Error { get; init; } = "";
}
