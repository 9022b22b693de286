using System.Diagnostics;
using System.Globalization;
using HandwritingLstm.Network;
using HandwritingLstm.Training;

namespace HandwritingLstm.Benchmarks;

/// <summary>Lines a second of training: forward, CTC, backward, clipping, AdamW; the same network and lines for all.</summary>
internal static class TrainingBenchmark
{
    /// <summary>The network of the prototype and of our yardstick.</summary>
    public const string Network =
        "[1,48,0,1 Cr3,3,16 Bn Mp2,2 Cr3,3,32 Bn Mp2,2 Cr3,3,64 Bn Cr3,3,64 Bn Mp2,1 Cr3,3,128 Bn Cr3,3,128 Bn Yboth Lbx192 Lbx192 O1c80]";

    private const int Batches = 10;

    public static void Run(string truth, int rounds, int threads)
    {
        Machine.Print($"Training, {threads} threads, batches of {BenchmarkLines.BatchLines} lines, no augmentation, no dropout");
        var lines = BenchmarkLines.Load(truth, Batches * BenchmarkLines.BatchLines);
        var file = Path.GetTempFileName();
        lines.Write(file);
        var batches = Math.Max(1, lines.Columns.Count / BenchmarkLines.BatchLines);
        string[] arguments = [file, "--steps", Text(batches), "--threads", Text(threads), "--batch", Text(BenchmarkLines.BatchLines)];

        using var ours = new ManagedTrainer(NetworkSpec.Parse(Network), new TrainingOptions { Threads = threads });
        using var installed = new PythonRival(
            "torch 1.13 as installed", "torch_training.py", [.. arguments, "--mode", "installed"], TorchEnvironment.Installed(threads));
        using var tuned = new PythonRival(
            "torch 1.13 tuned", "torch_training.py", [.. arguments, "--mode", "tuned"], TorchEnvironment.Tuned(threads));
        Contest.Print("lines/s", [new Contender("HandwritingLstm", () => Train(ours, lines, batches)), installed, tuned], rounds);
        File.Delete(file);
    }

    private static double Train(ManagedTrainer trainer, BenchmarkLines lines, int batches)
    {
        var clock = Stopwatch.StartNew();
        for (var batch = 0; batch < batches; batch++)
        {
            var first = batch * BenchmarkLines.BatchLines;
            _ = trainer.TrainStep(
                [.. lines.Columns.Skip(first).Take(BenchmarkLines.BatchLines)], [.. lines.Labels.Skip(first).Take(BenchmarkLines.BatchLines)], 1e-3f);
        }

        return batches * BenchmarkLines.BatchLines / clock.Elapsed.TotalSeconds;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
