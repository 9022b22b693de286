using System.Diagnostics;
using System.Globalization;
using HandwritingLstm.Network;

namespace HandwritingLstm.Benchmarks;

/// <summary>Lines a second from columns to the most probable labels; the same network and lines for all.</summary>
internal static class RecognitionBenchmark
{
    private const int Lines = 192;

    private static readonly int[] _torchBatches = [1, 8, 32];

    public static void Run(string truth, int rounds, int threads)
    {
        Machine.Print($"Recognition, {threads} threads, columns to label scores, f32");
        var lines = BenchmarkLines.Load(truth, Lines);
        var file = Path.GetTempFileName();
        lines.Write(file);
        using var network = new LineNetwork(NetworkSpec.Parse(TrainingBenchmark.Network), threads: threads);
        var contenders = new List<IContender> { new Contender("HandwritingLstm", () => Recognize(network, lines)) };
        foreach (var (mode, environment) in new[] { ("installed", TorchEnvironment.Installed(threads)), ("tuned", TorchEnvironment.Tuned(threads)) })
        {
            contenders.AddRange(_torchBatches.Where(batch => batch <= lines.Columns.Count).Select(batch => new PythonRival(
                string.Create(CultureInfo.InvariantCulture, $"torch 1.13 {mode}, batches of {batch}"),
                "torch_recognition.py",
                [file, "--mode", mode, "--batch", Text(batch), "--threads", Text(threads), "--steps", Text(lines.Columns.Count / batch)],
                environment)));
        }

        Contest.Print("lines/s", contenders, rounds);
        contenders.ForEach(contender => contender.Dispose());
        File.Delete(file);
    }

    private static double Recognize(LineNetwork network, BenchmarkLines lines)
    {
        var clock = Stopwatch.StartNew();
        _ = network.Forward(lines.Columns);
        return lines.Columns.Count / clock.Elapsed.TotalSeconds;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
