using System.Globalization;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Benchmarks;

/// <summary>The level of resident memory over many lines, once all images have been read: of the first half of what follows, and of the second.</summary>
internal static class SoakBenchmark
{
    private const int Together = 32;

    // How often memory is looked at: what the collector has given back at one moment says little.
    private const int Parts = 40;

    public static void Run(string truth, int lines, int threads)
    {
        Machine.Print(string.Create(CultureInfo.InvariantCulture, $"Soak, {lines} lines, {threads} threads, files to text"));
        var images = GroundTruthFile.Read(truth).Select(line => line.ImagePath).ToArray();
        using var recognizer = LineRecognizer.Load(BenchmarkLines.Model, new RecognizerOptions { Threads = threads });
        var levels = new List<(int Lines, double Megabytes)>();
        var read = 0;
        for (var part = 1; part <= Parts; part++)
        {
            while (read < (long)lines * part / Parts)
            {
                var chunk = Enumerable.Range(read, Together).Select(i => ImageFile.Load(images[i % images.Length])).ToArray();
                _ = recognizer.Read(chunk);
                read += chunk.Length;
            }

            levels.Add((read, ResidentMemory() / 1e6));
        }

        // By then every buffer has met the widest lines and every method its last compiler.
        var settled = levels.SkipWhile((level, part) => part < Parts / 4 || level.Lines < Math.Min(images.Length, lines / 2)).ToArray();
        var (early, late) = (Level(settled[..(settled.Length / 2)]), Level(settled[(settled.Length / 2)..]));
        Console.WriteLine($"resident memory, MB, after each of {Parts} parts: {string.Join(' ', levels.Select(level => level.Megabytes.ToString("0", CultureInfo.InvariantCulture)))}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"median of the {settled.Length / 2} parts from line {settled[0].Lines} on: {early:0.0} MB, of the rest: {late:0.0} MB: {100 * (late - early) / early:+0.00;-0.00} %"));
    }

    private static double Level((int Lines, double Megabytes)[] parts) => Contest.Median([.. parts.Select(part => part.Megabytes)]);

    private static long ResidentMemory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }
}
