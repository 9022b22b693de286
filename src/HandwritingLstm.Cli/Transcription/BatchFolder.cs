namespace HandwritingLstm.Cli.Transcription;

/// <summary>The paths below an output folder: results, and the batch's own files in <c>.transcribe</c>.</summary>
internal sealed class BatchFolder
{
    private const string OwnFolder = ".transcribe";

    /// <summary>Where pages lie that are wanted for a book alone: a prefix of results' names.</summary>
    public const string PagesOfBooks = OwnFolder + "/pages/";

    /// <param name="path">The output folder; it need not exist.</param>
    public BatchFolder(string path) => Path = System.IO.Path.GetFullPath(path);

    /// <summary>The output folder.</summary>
    public string Path { get; }

    /// <summary>The batch's own folder.</summary>
    public string Own => System.IO.Path.Combine(Path, OwnFolder);

    /// <summary>The ledger.</summary>
    public string Ledger => System.IO.Path.Combine(Own, "ledger.jsonl");

    /// <summary>The list of what failed.</summary>
    public string Failures => System.IO.Path.Combine(Path, "failed.csv");

    /// <summary>Where results go until they are whole: on the same disk, so that they can be moved at once.</summary>
    public string Unfinished => System.IO.Path.Combine(Own, "unfinished");

    /// <summary>The place of a result.</summary>
    /// <param name="name">Its name, with <c>/</c>.</param>
    public string Result(string name) => System.IO.Path.Combine(Path, name);
}
