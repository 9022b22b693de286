using System.Globalization;

namespace HandwritingLstm.Training.Data;

/// <summary>Counts the memory that loaded lines take, and stops before the machine does.</summary>
/// <param name="source">The ground-truth file or folder, for the message.</param>
/// <param name="maximumMegabytes">The most that may be used, in MiB.</param>
internal sealed class MemoryBudget(string source, int maximumMegabytes)
{
    private long _bytes;

    /// <summary>Bytes used so far.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Uses some bytes; safe to call from several threads.</summary>
    /// <exception cref="RecognitionException">The budget is spent.</exception>
    public void Use(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) > (long)maximumMegabytes << 20)
        {
            throw new RecognitionException(string.Create(
                CultureInfo.InvariantCulture,
                $"{source}: its lines need more than {maximumMegabytes} MiB of memory; take fewer lines, a smaller line height, or raise training.maximumDataMegabytes."));
        }
    }
}
