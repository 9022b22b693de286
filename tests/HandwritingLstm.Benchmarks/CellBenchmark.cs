using System.Diagnostics;
using System.Globalization;
using HandwritingLstm.Imaging;
using HandwritingLstm.Network;
using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Benchmarks;

/// <summary>The recurrent cells beside the LSTM, and networks of them on lines of an average width.</summary>
internal static class CellBenchmark
{
    private const int LineCount = 16;
    private const int Width = 535;   // mean width of IAM-OnDB's lines at a height of 48 pixels
    private const int LabelCount = 29; // mean length of their texts
    private const int Columns = 132; // of a layer behind the convolutions of the shipped network
    private const int Inputs = 384;
    private const int Units = 192;

    private static readonly Random _numbers = new(1);

    /// <summary>Prints the tables.</summary>
    public static void Run(int rounds, int threads)
    {
        Machine.Print(string.Create(CultureInfo.InvariantCulture, $"Recurrent cells on {threads} threads, {LineCount} lines"));
        PrintLayers(rounds, threads);
        Console.WriteLine();
        PrintNetworks(rounds, threads);
    }

    private static void PrintLayers(int rounds, int threads)
    {
        RecurrentCell[] cells = [RecurrentCell.Lstm, RecurrentCell.PeepholeLstm, RecurrentCell.CoupledLstm, RecurrentCell.Gru, RecurrentCell.Simple];
        using var team = new Team(threads);
        var layers = cells.Select(cell => new BenchmarkLayer(cell, Inputs, Units, LineCount, Columns, team)).ToArray();
        var medians = Contest.Hold([.. layers.Select((layer, i) => new Contender(cells[i].ToString(), layer.Measure))], rounds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {Units} cells in both directions, {Columns} columns of {Inputs} | forward and backward, ms | of the LSTM |"));
        Console.WriteLine("|---|---|---|");
        for (var i = 0; i < cells.Length; i++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {cells[i]} | {medians[i]:0.00} | {medians[i] / medians[0]:0.00} |"));
            layers[i].Dispose();
        }
    }

    private static void PrintNetworks(int rounds, int threads)
    {
        (string Name, string Layers)[] networks =
        [
            ("cell-lstm", "W48,4 Lbx128 Lbx128"),
            ("cell-gru", "W48,4 Gbx128 Gbx128"),
            ("cell-rnn", "W48,4 Rbx128 Rbx128"),
            ("columns of every row, then rows", "W4,4 Lbys32 Lbx128"),
            ("mdlstm-2009", "W4,2 M4,2 W3,2 Ct1,1,6 M4,10 W2,1 Ct1,1,20 M4,50 Ymean"),
            ("its first level", "W4,2 M4,2 W3,2 Ct1,1,6 Ymean"),
            ("mdlstm-2016", "Ct3,3,15 Mp2,2 Mls4,15 Ct3,3,30 Mp2,2 Mls4,30 Ct3,3,45 Mp2,1 Mls4,45 Ymean"),
            ("cnn-blstm", "Cr3,3,16 Bn Mp2,2 Cr3,3,32 Bn Mp2,2 Cr3,3,64 Bn Cr3,3,64 Bn Mp2,1 Cr3,3,128 Bn Cr3,3,128 Bn Yboth Lbx192 Lbx192"),
        ];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| network, lines of 48×{Width} | weights | training, lines/s | recognition, lines/s |"));
        Console.WriteLine("|---|---|---|---|");
        foreach (var (name, layers) in networks)
        {
            using var network = new LineNetwork(NetworkSpec.Parse($"[1,48,0,1 {layers} O1c80]"), threads: threads);
            var lines = Enumerable.Range(0, LineCount).Select(_ => Line(network.Spec.Height)).ToArray();
            var labels = lines.Select(_ => Enumerable.Range(0, LabelCount).Select(i => 1 + (i % 79)).ToArray()).ToArray();
            var medians = Contest.Hold(
                [
                    new Contender("training", () => LinesPerSecond(() => network.ComputeGradients(lines, labels, 1))),
                    new Contender("recognition", () => LinesPerSecond(() => network.Forward(lines))),
                ],
                rounds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {network.ParameterCount:N0} | {medians[0]:0} | {medians[1]:0} |"));
        }
    }

    private static double LinesPerSecond(Action step)
    {
        var clock = Stopwatch.StartNew();
        step();
        return LineCount / clock.Elapsed.TotalSeconds;
    }

    private static ColumnSequence Line(int height) =>
        new(Width, height, [.. Enumerable.Range(0, Width * height).Select(_ => _numbers.NextSingle() < 0.1f ? 1f : 0f)]);
}
