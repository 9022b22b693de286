using System.Diagnostics;
using System.Globalization;
using HandwritingLstm.Imaging;
using HandwritingLstm.Network;
using HandwritingLstm.Training;
using HandwritingLstm.Training.Torch;
using TorchSharp;

namespace HandwritingLstm.Benchmarks;

/// <summary>What it costs to call libtorch from C# in place of Python: the same operations on the same lines with the same library.</summary>
internal static class BindingBenchmark
{
    private const int Batches = 4;
    private const int LeakSteps = 10_000;

    public static void Run(string truth, int rounds, int threads)
    {
        Machine.Print($"Binding of libtorch {torch.__version__}, {threads} threads, batches of {BenchmarkLines.BatchLines} lines, no augmentation, no dropout");
        var lines = BenchmarkLines.Load(truth, Batches * BenchmarkLines.BatchLines);
        var file = Path.GetTempFileName();
        lines.Write(file);
        var batches = Math.Max(1, lines.Columns.Count / BenchmarkLines.BatchLines);
        torch.set_num_threads(threads);
        using (var network = new BindingNetwork(80))
        using (var trainer = new TorchTrainer(NetworkSpec.Parse(TrainingBenchmark.Network), new TrainingOptions { Threads = threads }, TorchDevice.Processor))
        using (var python = new PythonRival(
            "python3-torch",
            "torch_training.py",
            [file, "--steps", Text(batches), "--threads", Text(threads), "--batch", Text(BenchmarkLines.BatchLines), "--mode", "installed"],
            TorchEnvironment.Installed(threads)))
        {
            IContender[] contenders =
            [
                new Contender("HandwritingLstm.LibTorch", () => Speed(lines, batches, (columns, labels) => network.Step(columns, labels))),
                python,
                new Contender("TorchTrainer, padding masked", () => Speed(lines, batches, (columns, labels) => trainer.TrainStep(columns, labels, 1e-3f))),
            ];
            var medians = Contest.Hold(contenders, rounds);
            Console.WriteLine("| | lines/s | a line takes longer than with python3-torch by |");
            Console.WriteLine("|---|---|---|");
            for (var i = 0; i < medians.Length; i++)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"| {contenders[i].Name} | {medians[i]:0.0} | {100 * ((medians[1] / medians[i]) - 1):0.0} % |"));
            }
        }

        File.Delete(file);
        CountLeaks(threads);
    }

    private static double Speed(BenchmarkLines lines, int batches, Func<ColumnSequence[], int[][], float> step)
    {
        var clock = Stopwatch.StartNew();
        for (var batch = 0; batch < batches; batch++)
        {
            var first = batch * BenchmarkLines.BatchLines;
            _ = step(
                [.. lines.Columns.Skip(first).Take(BenchmarkLines.BatchLines)], [.. lines.Labels.Skip(first).Take(BenchmarkLines.BatchLines)]);
        }

        return batches * BenchmarkLines.BatchLines / clock.Elapsed.TotalSeconds;
    }

    private static void CountLeaks(int threads)
    {
        using var trainer = new TorchTrainer(
            NetworkSpec.Parse("[1,8,0,1 Cr3,3,4 Bn Mp2,2 Ymax Lbx4 O1c4]"), new TrainingOptions { Threads = threads }, TorchDevice.Processor);
        ColumnSequence[] lines = [new(16, 8, new float[16 * 8]), new(11, 8, new float[11 * 8])];
        var (tensors, memory) = (0L, 0L);
        for (var step = 0; step <= LeakSteps; step++)
        {
            if (step == LeakSteps / 10)
            {
                (tensors, memory) = (torch.Tensor.TotalCount, Environment.WorkingSet);
            }

            _ = trainer.TrainStep(lines, [[1, 2], [3]], 1e-3f);
        }

        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{LeakSteps} steps of a small network: {torch.Tensor.TotalCount - tensors} live tensors and {(Environment.WorkingSet - memory) / 1e6:0.0} MB more since step {LeakSteps / 10}."));
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
