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

    /// <summary>Which folder the items come from whose results lie here.</summary>
    public string InputMark => System.IO.Path.Combine(Own, "input");

    /// <summary>Where results go until they are whole: on the same disk, so that they can be moved at once.</summary>
    public string Unfinished => System.IO.Path.Combine(Own, "unfinished");

    /// <summary>Whether a folder is, or was, the output folder of a batch: what lies there are results, not scans.</summary>
    public static bool IsOne(string folder) => File.Exists(new BatchFolder(folder).Ledger);

    /// <summary>Refuses another input folder than that of the results that lie here: its items could have the same names.</summary>
    /// <param name="input">The input folder, absolute.</param>
    /// <exception cref="RecognitionException">The results are those of another folder.</exception>
    public void RequireInput(string input)
    {
        if (File.Exists(InputMark) && File.ReadAllText(InputMark) is var other && !string.Equals(other, input, StringComparison.Ordinal))
        {
            throw new RecognitionException(
                $"{Path}: holds the results of {other}, not of {input}; name another folder with --out. If the scans were only moved, delete {InputMark}.");
        }
    }

    /// <summary>What to say where the folder cannot be written.</summary>
    public RecognitionException Unwritable(Exception problem) => new(
        $"{Path}: cannot be written ({problem.Message.ReplaceLineEndings(" ").TrimEnd('.')}); nothing is lost: make space or access, and run the same command again.", problem);

    /// <summary>The place of a result.</summary>
    /// <param name="name">Its name, with <c>/</c>.</param>
    public string Result(string name) => System.IO.Path.Combine(Path, name);
}
