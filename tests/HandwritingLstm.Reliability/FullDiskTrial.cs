using System.Diagnostics;

namespace HandwritingLstm.Reliability;

/// <summary>The results go to a disk of a few hundred kilobytes, which is made larger when it is full.</summary>
internal sealed class FullDiskTrial : Trial
{
    private const int Items = 60;

    /// <inheritdoc/>
    public override bool Run(Bench bench)
    {
        var input = DrawnPages.Write(bench.Make("in"), Items);
        var whole = bench.MakeAnew("whole");
        bench.Transcribe(input, whole, "--format", "text,page");
        var disk = bench.Make("disk");
        if (!Mount("-t", "tmpfs", "-o", "size=300k", "tmpfs", disk))
        {
            Console.WriteLine("a small tmpfs cannot be mounted: run this as root");
            return false;
        }

        try
        {
            var output = Path.Combine(disk, "out");
            var full = bench.Transcribe(input, output, "--format", "text,page");
            var records = Bench.Ledger(output).Length;
            var again = bench.Transcribe(input, output, "--format", "text,page");
            var isClear = full.ExitCode == 1 && full.Error.Contains("space", StringComparison.OrdinalIgnoreCase) && !full.Error.Contains("   at ", StringComparison.Ordinal);
            Say($"full after {records} of {Items} pages, exit code {full.ExitCode}: {full.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]}");
            Say($"still full: {Bench.Ledger(output).Length} pages, exit code {again.ExitCode}");

            Mount("-o", "remount,size=64m", disk);
            var done = bench.Transcribe(input, output, "--format", "text,page");
            var isSame = string.Equals(Bench.Results(whole), Bench.Results(output), StringComparison.Ordinal);
            Say($"after making space: {done.In} in = {done.Done} done + {done.Failed} failed, results {(isSame ? "those" : "NOT those")} of a run without trouble");
            return isClear && records is > 0 and < Items && again.ExitCode == 1 && done.Done == Items && isSame;
        }
        finally
        {
            using var unmount = Process.Start("umount", disk);
            unmount.WaitForExit();
        }
    }

    private static bool Mount(params string[] arguments)
    {
        using var mount = Process.Start("mount", arguments);
        mount.WaitForExit();
        return mount.ExitCode == 0;
    }
}
