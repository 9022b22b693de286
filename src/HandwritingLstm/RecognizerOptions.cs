namespace HandwritingLstm;

/// <summary>How a recogniser works; the defaults suit a machine that has nothing else to do.</summary>
public sealed record RecognizerOptions
{
    /// <summary>The most threads that may be asked for.</summary>
    public const int MaxThreads = 1024;

    /// <summary>Number of threads, 0 to <see cref="MaxThreads"/>; 0 (the default) = all cores. Results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="RecognitionException">An option is out of its range.</exception>
    public void Validate()
    {
        if (Threads is < 0 or > MaxThreads)
        {
            throw new RecognitionException($"{nameof(Threads)} is {Threads}; expected 0 (all cores) to {MaxThreads}.");
        }
    }
}
