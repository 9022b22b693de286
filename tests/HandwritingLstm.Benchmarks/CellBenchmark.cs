using System.Globalization;
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

    // The recipes of the same names without dropout, and what else is worth comparing.
    private static readonly (string Name, string Layers)[] _networks =
    [
        ("cell-rnn", "W48,4 Rbx128 Rbx128"),
        ("cell-gru", "W48,4 Gbx128 Gbx128"),
        ("cell-lstm", "W48,4 Lbx128 Lbx128"),
        ("cell-lstm-peephole", "W48,4 Lpbx128 Lpbx128"),
        ("cell-lstm-coupled", "W48,4 Lcbx128 Lcbx128"),
        ("cell-lstm-forward", "W48,4 Lfx128 Lfx128"),
        ("columns of every row, then rows", "W4,4 Lbys32 Lbx128"),
        ("mdlstm-2009", "W4,2 M4,2 W3,2 Ct1,1,6 M4,10 W2,1 Ct1,1,20 M4,50 Ymean"),
        ("its first level", "W4,2 M4,2 W3,2 Ct1,1,6 Ymean"),
        ("mdlstm-2016", "Ct3,3,15 Mp2,2 Mls4,15 Ct3,3,30 Mp2,2 Mls4,30 Ct3,3,45 Mp2,1 Mls4,45 Ymean"),
        ("cnn-blstm", "Cr3,3,16 Bn Mp2,2 Cr3,3,32 Bn Mp2,2 Cr3,3,64 Bn Cr3,3,64 Bn Mp2,1 Cr3,3,128 Bn Cr3,3,128 Bn Yboth Lbx192 Lbx192"),
    ];

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

    // All networks in one contest: what else the machine does meanwhile hits each of them alike.
    private static void PrintNetworks(int rounds, int threads)
    {
        var networks = _networks.Select(network => new BenchmarkNetwork(network.Layers, LineCount, Width, LabelCount, threads)).ToArray();
        var medians = Contest.Hold(
            [
                .. networks.SelectMany((network, i) => (IContender[])
                [
                    new Contender($"{_networks[i].Name}, training", network.MeasureTraining),
                    new Contender($"{_networks[i].Name}, recognition", network.MeasureRecognition),
                ]),
            ],
            rounds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| network, lines of 48×{Width} | weights | training, lines/s | recognition, lines/s |"));
        Console.WriteLine("|---|---|---|---|");
        for (var i = 0; i < networks.Length; i++)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {_networks[i].Name} | {networks[i].ParameterCount:N0} | {medians[2 * i]:0} | {medians[(2 * i) + 1]:0} |"));
            networks[i].Dispose();
        }
    }
}
