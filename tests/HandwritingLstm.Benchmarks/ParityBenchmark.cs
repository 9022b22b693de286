using System.Diagnostics;
using System.Globalization;
using HandwritingLstm.Models;
using HandwritingLstm.Network;
using HandwritingLstm.Training;

namespace HandwritingLstm.Benchmarks;

/// <summary>
/// Learning curves of our engine and of torch: the same lines, initial weights, batches and learning rates, without
/// augmentation or dropout. A second run of ours on one thread, which adds in another order, shows the noise.
/// </summary>
internal static class ParityBenchmark
{
    private const int BatchLines = 4;
    private const int Batches = 200;
    private const int Window = 100; // steps whose losses are averaged
    private const double LearningRate = 1e-3;
    private const int WarmUpSteps = 200;

    public static void Run(string truth, int steps, int threads)
    {
        Machine.Print(string.Create(
            CultureInfo.InvariantCulture, $"Learning curves, {steps} steps of {BatchLines} lines, {Batches} batches, mean loss of {Window} steps"));
        var lines = Shuffled(BenchmarkLines.Load(truth, BatchLines * Batches));
        var folder = Directory.CreateTempSubdirectory("htr-parity");
        lines.Write(Path.Combine(folder.FullName, "lines"));
        var losses = new List<(string Name, double[] Losses)>
        {
            ("ours", Ours(lines, steps, threads, Path.Combine(folder.FullName, "weights"))),
            ("ours, 1 thread", Ours(lines, steps, 1, null)),
            ("torch", Torch(folder.FullName, steps, threads)),
        };
        folder.Delete(recursive: true);

        Console.WriteLine($"| step | {string.Join(" | ", losses.Select(run => run.Name))} |");
        Console.WriteLine($"|---|{string.Concat(losses.Select(_ => "---|"))}");
        for (var step = Window; step <= steps; step += Window)
        {
            var means = losses.Select(run => run.Losses[(step - Window)..step].Average().ToString("0.0000", CultureInfo.InvariantCulture));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {step} | {string.Join(" | ", means)} |"));
        }
    }

    // Batches of similar width, in random order.
    private static BenchmarkLines Shuffled(BenchmarkLines lines)
    {
        var batches = Enumerable.Range(0, lines.Columns.Count / BatchLines).ToArray();
        new Random(1).Shuffle(batches);
        var order = batches.SelectMany(batch => Enumerable.Range(batch * BatchLines, BatchLines)).ToArray();
        return new BenchmarkLines([.. order.Select(i => lines.Columns[i])], [.. order.Select(i => lines.Labels[i])]);
    }

    private static double[] Ours(BenchmarkLines lines, int steps, int threads, string? weights)
    {
        var options = new TrainingOptions { Threads = threads, PeakLearningRate = LearningRate };
        using var trainer = new ManagedTrainer(NetworkSpec.Parse(TrainingBenchmark.Network), options);
        if (weights is not null)
        {
            SafeTensors.Write(weights, new Dictionary<string, string>(StringComparer.Ordinal), trainer.Network.ExportTensors(), TensorPrecision.F32);
        }

        var batches = lines.Columns.Chunk(BatchLines).Zip(lines.Labels.Chunk(BatchLines)).ToArray();
        return [.. Enumerable.Range(0, steps).Select(step =>
        {
            var (columns, labels) = batches[step % batches.Length];
            return (double)trainer.TrainStep(columns, labels, (float)(LearningRate * Math.Min(1, (step + 1.0) / WarmUpSteps)));
        })];
    }

    private static double[] Torch(string folder, int steps, int threads)
    {
        var start = new ProcessStartInfo(
            "/usr/bin/python3",
            [
                Path.Combine(AppContext.BaseDirectory, "rivals", "torch_parity.py"), Path.Combine(folder, "lines"), Path.Combine(folder, "weights"),
                "--threads", threads.ToString(CultureInfo.InvariantCulture), "--steps", steps.ToString(CultureInfo.InvariantCulture),
                "--batch", BatchLines.ToString(CultureInfo.InvariantCulture), "--rate", LearningRate.ToString(CultureInfo.InvariantCulture),
                "--warm-up", WarmUpSteps.ToString(CultureInfo.InvariantCulture),
            ])
        { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (name, value) in TorchEnvironment.Tuned(threads))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var losses = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return losses.Length == steps
            ? [.. losses.Select(loss => double.Parse(loss, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"torch made {losses.Length} steps of {steps}; its message is above.");
    }
}
