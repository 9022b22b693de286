namespace HandwritingLstm;

/// <summary>How a recogniser works; the defaults suit a machine that has nothing else to do.</summary>
public sealed record RecognizerOptions
{
    /// <summary>The most threads that may be asked for.</summary>
    public const int MaxThreads = 1024;

    /// <summary>Number of threads, 0 to <see cref="MaxThreads"/>; 0 (the default) = all cores. Results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// Lines that go through the network together, at least 1. Sixteen (the default) fill the vector units in the
    /// recurrent layers; more costs memory and gains little. Results do not depend on it.
    /// </summary>
    public int BatchLines { get; init; } = 16;

    /// <summary>Checks every option.</summary>
    /// <exception cref="RecognitionException">An option is out of its range.</exception>
    public void Validate()
    {
        if (Threads is < 0 or > MaxThreads)
        {
            throw new RecognitionException($"{nameof(Threads)} is {Threads}; expected 0 (all cores) to {MaxThreads}.");
        }

        if (BatchLines < 1)
        {
            throw new RecognitionException($"{nameof(BatchLines)} is {BatchLines}; expected at least 1.");
        }
    }
}
