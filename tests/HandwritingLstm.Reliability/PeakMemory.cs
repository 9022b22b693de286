using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace HandwritingLstm.Reliability;

/// <summary>The most memory that a run and its workers held, in bytes of resident set (Linux: VmHWM).</summary>
/// <param name="Batch">The process that was started.</param>
/// <param name="Worker">The largest of the processes that it started.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PeakMemory(long Batch, long Worker)
{
    /// <summary>Watches a run until it ends.</summary>
    public static PeakMemory Of(Process run)
    {
        var (batch, worker) = (0L, 0L);
        while (!run.WaitForExit(TimeSpan.FromMilliseconds(20)))
        {
            batch = Math.Max(batch, Peak(run.Id));
            foreach (var child in Children(run.Id))
            {
                worker = Math.Max(worker, Peak(child));
            }
        }

        return new(batch, worker);
    }

    private static IEnumerable<int> Children(int parent)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Field(id, "PPid:") == parent)
            {
                yield return id;
            }
        }
    }

    private static long Peak(int process) => Field(process, "VmHWM:") << 10;

    private static long Field(int process, string name)
    {
        try
        {
            var line = File.ReadLines(FormattableString.Invariant($"/proc/{process}/status")).FirstOrDefault(row => row.StartsWith(name, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // it has just ended
        }
    }
}
