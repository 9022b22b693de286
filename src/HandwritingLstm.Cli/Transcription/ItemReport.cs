namespace HandwritingLstm.Cli.Transcription;

/// <summary>What became of one item.</summary>
internal sealed record ItemReport
{
    /// <summary>Done, failed, or blocked by an output folder that cannot be written.</summary>
    public required ItemState State { get; init; }

    /// <summary>SHA-256 of the item's files; empty where they could not be read.</summary>
    public string Content { get; init; } = "";

    /// <summary>True: the files are those whose results are there already, and nothing was done.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>The extensions of the results, which lie at the request's <see cref="ItemRequest.Unfinished"/>.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>Lines of writing that were read.</summary>
    public int Lines { get; init; }

    /// <summary>Why it failed, in one line without the item's name; empty where it did not.</summary>
    public string Error { get; init; } = "";

    /// <summary>The report of an item that failed.</summary>
    public static ItemReport Failed(string reason) => new() { State = ItemState.Failed, Error = reason };
}
