namespace HandwritingLstm.Training;

/// <summary>The files of a run.</summary>
/// <param name="folder">The folder.</param>
public sealed class RunFolder(string folder)
{
    /// <summary>The folder.</summary>
    public string Path { get; } = folder;

    /// <summary>Everything needed to go on: weights, optimiser, position, recipe, alphabet.</summary>
    public string Checkpoint => System.IO.Path.Combine(Path, "checkpoint.safetensors");

    /// <summary>The model with the lowest validation CER.</summary>
    public string Best => System.IO.Path.Combine(Path, "best.safetensors");

    /// <summary>Loss, learning rate and validation over the steps.</summary>
    public string History => System.IO.Path.Combine(Path, "history.csv");

    /// <summary>The learning curve.</summary>
    public string Curve => System.IO.Path.Combine(Path, "curve.svg");

    /// <summary>Makes sure that the folder is there, and that a new run overwrites no other.</summary>
    /// <param name="isNew">Whether a new run begins.</param>
    /// <exception cref="RecognitionException">A new run would overwrite another, or the folder cannot be created.</exception>
    public void Open(bool isNew)
    {
        if (isNew && File.Exists(Checkpoint))
        {
            throw new RecognitionException($"{Path} holds a run already; go on with it by --resume, or choose another folder for the new one.");
        }

        try
        {
            Directory.CreateDirectory(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RecognitionException($"{Path} cannot be created: {exception.Message.TrimEnd('.')}; choose another run folder.", exception);
        }
    }
}
