using System.Globalization;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Benchmarks;

/// <summary>Resident memory at the start and at the end of many lines.</summary>
internal static class SoakBenchmark
{
    private const int Together = 32;

    public static void Run(string truth, int lines, int threads)
    {
        Machine.Print(string.Create(CultureInfo.InvariantCulture, $"Soak, {lines} lines, {threads} threads, files to text"));
        var images = GroundTruthFile.Read(truth).Select(line => line.ImagePath).ToArray();
        using var recognizer = LineRecognizer.Load(BenchmarkLines.Model, new RecognizerOptions { Threads = threads });
        var (read, start) = (0, 0L);
        while (read < lines)
        {
            var chunk = Enumerable.Range(read, Together).Select(i => ImageFile.Load(images[i % images.Length])).ToArray();
            _ = recognizer.Read(chunk);
            read += chunk.Length;

            // By then every buffer has met the widest lines and every method its last compiler.
            if (start == 0 && read >= Math.Max(lines / 10, Math.Min(images.Length, lines / 2)))
            {
                start = ResidentMemory();
            }
        }

        var end = ResidentMemory();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"resident memory: {start / 1e6:0.0} MB after the first pass, {end / 1e6:0.0} MB at the end: {100.0 * (end - start) / start:+0.00;-0.00} %"));
    }

    private static long ResidentMemory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }
}
