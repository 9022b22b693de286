using System.Diagnostics;
using System.Globalization;
using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Benchmarks;

/// <summary>Image files to text by whole programs, start included.</summary>
internal static class ReadingBenchmark
{
    private const int Lines = 400;

    public static void Run(string truth, int rounds, int threads, string program)
    {
        var images = GroundTruthFile.Read(truth).Select(line => Path.GetFullPath(line.ImagePath)).Take(Lines).ToArray();
        Machine.Print(string.Create(CultureInfo.InvariantCulture, $"Reading {images.Length} image files, {threads} threads or processes, whole programs"));
        var folder = Directory.CreateTempSubdirectory("htr-benchmark");
        var shares = images.Chunk((images.Length + threads - 1) / threads).ToArray();
        var lists = new List<string>();
        foreach (var share in shares)
        {
            lists.Add(Path.Combine(folder.FullName, $"{lists.Count}.txt"));
            File.WriteAllLines(lists[^1], share);
        }

        // Tesseract reads lines fastest with one thread in each of several processes.
        Contest.Print(
            "lines/s",
            [
                new Contender("HandwritingLstm", () => Time(images.Length, [Command(program, ["recognize", "--threads", Text(threads), .. images])])),
                new Contender("tesseract --psm 7", () => Time(
                    images.Length, [.. lists.Select(list => Command("tesseract", [list, list, "--psm", "7", "-l", "eng"], ("OMP_THREAD_LIMIT", "1")))])),
            ],
            rounds);
        folder.Delete(recursive: true);
    }

    private static ProcessStartInfo Command(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static double Time(int lines, IReadOnlyList<ProcessStartInfo> commands)
    {
        var clock = Stopwatch.StartNew();
        var running = commands.Select(command => Process.Start(command)!).ToArray();
        var outputs = running.SelectMany(process => new[] { process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync() }).ToArray();
        Task.WaitAll(outputs);
        foreach (var process in running)
        {
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{process.StartInfo.FileName} ended with code {process.ExitCode}.");
            }

            process.Dispose();
        }

        return lines / clock.Elapsed.TotalSeconds;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
