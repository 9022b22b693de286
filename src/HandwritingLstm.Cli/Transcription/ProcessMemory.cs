using System.Diagnostics;
using System.Globalization;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>Memory of processes.</summary>
internal static class ProcessMemory
{
    /// <summary>Bytes of memory that a process holds, and on Linux the programs that it runs; 0 when it has ended.</summary>
    /// <remarks>proc(5): <c>/proc/[pid]/task/[tid]/children</c> lists the processes that a thread has started.</remarks>
    public static long WithChildren(Process process)
    {
        process.Refresh();
        if (process.HasExited)
        {
            return 0;
        }

        var threads = string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/task");
        try
        {
            return process.WorkingSet64 + (Directory.Exists(threads) ? Directory.EnumerateDirectories(threads).SelectMany(ChildrenOf).Sum(MemoryOf) : 0);
        }
        catch (Exception problem) when (problem is IOException or InvalidOperationException)
        {
            return 0; // it ended meanwhile
        }
    }

    private static IEnumerable<int> ChildrenOf(string thread)
    {
        try
        {
            return [.. File.ReadAllText(Path.Combine(thread, "children"))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return []; // the thread ended meanwhile, or the system does not tell
        }
    }

    private static long MemoryOf(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.WorkingSet64;
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException)
        {
            return 0; // it ended meanwhile
        }
    }
}
