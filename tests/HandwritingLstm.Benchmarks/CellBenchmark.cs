using System.Globalization;
using HandwritingLstm.Network;
using HandwritingLstm.Network.Kernels;
using HandwritingLstm.Training.Recipes;

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

    /// <summary>Prints the tables.</summary>
    /// <param name="recipes">A folder of recipes; their networks are compared.</param>
    /// <param name="rounds">Measurements of each.</param>
    /// <param name="threads">Number of threads.</param>
    public static void Run(string recipes, int rounds, int threads)
    {
        Machine.Print(string.Create(CultureInfo.InvariantCulture, $"Recurrent cells on {threads} threads, {LineCount} lines"));
        PrintLayers(rounds, threads);
        Console.WriteLine();
        PrintNetworks(recipes, rounds, threads);
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
    private static void PrintNetworks(string recipes, int rounds, int threads)
    {
        var files = Directory.GetFiles(recipes, "*.json").Order(StringComparer.Ordinal).ToArray();
        var names = files.Select(file => Path.GetFileNameWithoutExtension(file)).ToArray();
        var networks = files.Select(file => new BenchmarkNetwork(Recipe.Read(file).Network, LineCount, Width, LabelCount, threads)).ToArray();
        var medians = Contest.Hold(
            [
                .. networks.SelectMany((network, i) => (IContender[])
                [
                    new Contender($"{names[i]}, training", network.MeasureTraining),
                    new Contender($"{names[i]}, recognition", network.MeasureRecognition),
                ]),
            ],
            rounds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| network, lines of 48×{Width} | weights | training, lines/s | recognition, lines/s |"));
        Console.WriteLine("|---|---|---|---|");
        for (var i = 0; i < networks.Length; i++)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {names[i]} | {networks[i].ParameterCount:N0} | {medians[2 * i]:0} | {medians[(2 * i) + 1]:0} |"));
            networks[i].Dispose();
        }
    }
}
