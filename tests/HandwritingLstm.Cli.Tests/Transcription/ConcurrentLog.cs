using System.Collections.Concurrent;

namespace HandwritingLstm.Cli.Tests.Transcription;

/// <summary>What fake workers did, and what they are told about their world.</summary>
internal sealed class ConcurrentLog
{
    private readonly ConcurrentQueue<string> _entries = new();

    /// <summary>True: nothing can be written any more.</summary>
    public bool DiskIsFull { get; set; }

    /// <summary>The files that were transcribed, in the order of their names.</summary>
    public string[] Transcribed => [.. _entries.Where(entry => !IsEnd(entry)).Order(StringComparer.Ordinal)];

    /// <summary>Number of workers that were ended.</summary>
    public int Ended => _entries.Count(IsEnd);

    public void Add(string entry) => _entries.Enqueue(entry);

    private static bool IsEnd(string entry) => string.Equals(entry, "end", StringComparison.Ordinal);
}
