namespace HandwritingLstm.Cli.Transcription;

/// <summary>What one item may take before its worker process is ended.</summary>
/// <param name="Time">The longest time.</param>
/// <param name="MemoryBytes">The most memory that the worker may hold.</param>
internal sealed record WorkerLimits(TimeSpan Time, long MemoryBytes)
{
    /// <summary>Seconds for a page: hundreds of times what one takes.</summary>
    public const int DefaultSeconds = 300;

    /// <summary>Memory where plenty is there: a page of the greatest size that is accepted needs less.</summary>
    private const long UsualMemory = 6L << 30;

    /// <summary>A share of the machine's memory for each worker, and no more than any page needs.</summary>
    /// <param name="workers">Number of workers.</param>
    public static long MemoryFor(int workers) =>
        Math.Min(UsualMemory, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 10 * 8 / workers);
}
