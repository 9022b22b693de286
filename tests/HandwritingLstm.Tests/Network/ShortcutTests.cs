using HandwritingLstm.Imaging;
using HandwritingLstm.Network;

namespace HandwritingLstm.Tests.Network;

/// <summary>The CTC shortcut: a second loss on the columns before the recurrent layers.</summary>
[TestClass]
public sealed unsafe class ShortcutTests
{
    private const string Convolutions = "[1,9,0,1 Cr3,3,4 Bn Mp2,2 Cr3,3,6 Bn Yboth";
    private const float Weight = 0.5f;

    private readonly Random _random = new(3);

    [TestMethod]
    public void Its_gradient_is_added_to_that_of_the_network()
    {
        ColumnSequence[] lines = [Line(30), Line(44), Line(17)];
        int[][] labels = [[1, 2], [3, 3, 4], [2]];
        using var with = new LineNetwork(
            NetworkSpec.Parse($"{Convolutions} Lbx4 O1c5]"), threads: 2, options: new EngineOptions { ShortcutWeight = Weight });
        using var without = new LineNetwork(NetworkSpec.Parse($"{Convolutions} Lbx4 O1c5]"), threads: 2);
        using var alone = new LineNetwork(NetworkSpec.Parse($"{Convolutions} O1c5]"), threads: 2);
        without.ImportTensors(with.ExportTensors());
        alone.ImportTensors([.. with.ExportState().Select(Renamed).Where(tensor => alone.ExportTensors().Any(own => string.Equals(own.Name, tensor.Name, StringComparison.Ordinal) && own.Values.Length == tensor.Values.Length))]);

        var loss = with.ComputeGradients(lines, labels, 1);
        Assert.AreEqual(without.ComputeGradients(lines, labels, 1), loss, "the loss that is reported is the network's own");
        _ = alone.ComputeGradients(lines, labels, 1);

        var (sum, network, shortcut) = (Gradients(with), Gradients(without), Gradients(alone));
        foreach (var (name, expected) in network)
        {
            for (var i = 0; i < expected.Length; i++)
            {
                var part = IsConvolution(name) ? Weight * shortcut[name][i] : 0;
                Assert.AreEqual(expected[i] + part, sum[name][i], 1e-5, name);
            }
        }

        Assert.IsGreaterThan(1e-3f, sum["shortcut.linear.weight"].Max(Math.Abs));
    }

    [TestMethod]
    public void It_is_no_part_of_the_model()
    {
        var spec = NetworkSpec.Parse($"{Convolutions} Lbx4 O1c5]");
        using var network = new LineNetwork(spec, options: new EngineOptions { ShortcutWeight = Weight });
        using var model = LineNetwork.FromTensors(spec, network.ExportTensors());
        var line = Line(25);
        CollectionAssert.AreEqual(network.Forward(line).Values, model.Forward(line).Values);
    }

    // In the network of the shortcut alone, its output is layer 6, where the other has its recurrent layer.
    private static NamedTensor Renamed(NamedTensor tensor) =>
        tensor with { Name = tensor.Name.Replace("shortcut.", "6.", StringComparison.Ordinal) };

    private static bool IsConvolution(string name) =>
        name.Contains(".conv.", StringComparison.Ordinal) || name.Contains(".bn.", StringComparison.Ordinal);

    private static Dictionary<string, float[]> Gradients(LineNetwork network) => network.Parameters.Parameters.ToDictionary(
        parameter => parameter.Name, parameter => parameter.Export(parameter.Name, network.Parameters.Gradients()).Values, StringComparer.Ordinal);

    private ColumnSequence Line(int width) => new(width, 9, [.. Enumerable.Range(0, width * 9).Select(_ => _random.NextSingle())]);
}
