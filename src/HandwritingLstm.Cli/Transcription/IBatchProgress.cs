namespace HandwritingLstm.Cli.Transcription;

/// <summary>Is told how a batch gets on.</summary>
internal interface IBatchProgress
{
    /// <summary>Items are about to be transcribed.</summary>
    /// <param name="toDo">How many.</param>
    /// <param name="total">How many the input folder has.</param>
    void Started(int toDo, int total);

    /// <summary>An item is finished.</summary>
    /// <param name="item">The item.</param>
    /// <param name="error">Why it failed; empty where it did not.</param>
    void Finished(PageItem item, string error);

    /// <summary>Something that people should know.</summary>
    void Say(string message);
}
