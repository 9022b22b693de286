namespace HandwritingLstm.Cli.Transcription;

/// <summary>What became of an item.</summary>
internal enum ItemState
{
    /// <summary>Its results are in their places.</summary>
    Done,

    /// <summary>It cannot be transcribed; the reason is recorded.</summary>
    Failed,

    /// <summary>The output folder cannot be written: nothing is wrong with the item, but no item can go on. Never in a ledger.</summary>
    Blocked,
}
