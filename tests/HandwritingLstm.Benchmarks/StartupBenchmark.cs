using System.Diagnostics;
using System.Globalization;
using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Benchmarks;

/// <summary>From the start of the program to the text of one line, and the most memory the program ever held.</summary>
internal static class StartupBenchmark
{
    public static void Run(string truth, int rounds, string program)
    {
        Machine.Print($"One line from process start to exit, {Path.GetFileName(program)}");
        var image = GroundTruthFile.Read(truth)[0].ImagePath;
        var milliseconds = new List<double>();
        var kilobytes = 0L;
        for (var round = -1; round < Math.Max(rounds, 20); round++)
        {
            var clock = Stopwatch.StartNew();
            using var process = Process.Start(Start(program, image))!;
            _ = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (round >= 0) // the first brings the files into the page cache
            {
                milliseconds.Add(clock.Elapsed.TotalMilliseconds);
            }
        }

        // Reading /proc takes time itself, so memory is looked at in a run of its own.
        using (var process = Process.Start(Start(program, image))!)
        {
            while (PeakOf(process.Id) is { } peak)
            {
                kilobytes = Math.Max(kilobytes, peak);
            }
        }

        Console.WriteLine("| | median | slowest |");
        Console.WriteLine("|---|---|---|");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| htr recognize, one line, ms | {Contest.Median(milliseconds):0} | {milliseconds.Max():0} |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| most resident memory, MB | {kilobytes * 1024 / 1e6:0} | |"));
    }

    private static ProcessStartInfo Start(string program, string image) =>
        new(program, ["recognize", image]) { RedirectStandardOutput = true, UseShellExecute = false };

    // Null once the process has ended.
    private static long? PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
            return line is null ? null : long.Parse(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
