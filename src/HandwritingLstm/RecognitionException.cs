namespace HandwritingLstm;

/// <summary>An input that cannot be used: an image, a model, a ground-truth file or an option.</summary>
/// <remarks>
/// The message is one line and complete: it names the file (and line id, row and column where there are any),
/// what was found, what was expected, and what to do. The command line prints it as it stands.
/// </remarks>
public sealed class RecognitionException : Exception
{
    /// <summary>An exception without a message; prefer the other constructors.</summary>
    public RecognitionException()
    {
    }

    /// <summary>An exception with its complete, one-line message.</summary>
    public RecognitionException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its complete, one-line message and what caused it.</summary>
    public RecognitionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
