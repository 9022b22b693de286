namespace HandwritingLstm.Cli.Transcription;

/// <summary>A batch: what, where to, how.</summary>
internal sealed record BatchOptions
{
    /// <summary>A folder, a pattern or a file.</summary>
    public required string Input { get; init; }

    /// <summary>The output folder.</summary>
    public required string Output { get; init; }

    /// <summary>How every item is transcribed.</summary>
    public required WorkerSettings Settings { get; init; }

    /// <summary>Number of workers.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Do again what failed.</summary>
    public bool RetryFailed { get; init; }

    /// <summary>Go on forever with what comes into the input folder.</summary>
    public bool Watch { get; init; }
}
