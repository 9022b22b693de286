using System.Diagnostics;
using HandwritingLstm.Cli.Transcription;

namespace HandwritingLstm.Cli.Tests.Transcription;

[TestClass]
public sealed class ProcessMemoryTests
{
    [TestMethod]
    public void Memory_of_the_programs_that_a_process_runs_counts_too()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("Only Linux lists the programs that a process runs.");
        }

        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", "sleep 1000; true"]))!;
        try
        {
            var (alone, together) = (0L, 0L);
            for (var i = 0; i < 100 && together <= alone; i++)
            {
                Thread.Sleep(100); // until it has started the other
                shell.Refresh();
                (alone, together) = (shell.WorkingSet64, ProcessMemory.WithChildren(shell));
            }

            Assert.IsGreaterThan(alone, together);
        }
        finally
        {
            shell.Kill(entireProcessTree: true);
            shell.WaitForExit();
        }

        Assert.AreEqual(0, ProcessMemory.WithChildren(shell));
    }
}
