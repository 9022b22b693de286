using HandwritingLstm.Imaging;
using HandwritingLstm.Network;

namespace HandwritingLstm.Tests.Network;

/// <summary>What holds of every network holds of those with any recurrent cell, along either axis or both.</summary>
[TestClass]
public sealed class RecurrentNetworkTests
{
    private const int Height = 11;

    private readonly Random _random = new(6);

    public static IEnumerable<object[]> Networks =>
    [
        ["S1(1x0)1,3 Rbx17 Rfx16"],
        ["S1(1x0)1,3 Gbx1 Grx33"],
        ["S1(1x0)1,3 Lpbx19 Lpfx7"],
        ["S1(1x0)1,3 Lcbx19 Lcrx16"],
        ["Lby3 Gfx5 Lpfys17"],
        ["Cr3,3,16 Bn Mp2,2 Gby19 Cr3,3,5 Ymax"],
        ["W3,2 M4,2 W2,2 Ct1,1,6 Do0.2 Ms4,17 Ymean"],
        ["W1,3 M1,3 Ml2,5 Ymax"],
        ["Cl3,3,3 Mp2,2 Mls4,16 Cr3,3,20 Mp2,1 M4,1 S1(1x0)1,3"],
    ];

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void A_line_is_scored_the_same_bits_alone_in_a_batch_and_on_any_number_of_threads(string layers)
    {
        ColumnSequence[] lines = [.. Enumerable.Range(0, 35).Select(i => Line(1 + (i * 7 % 61)))];
        using var one = new LineNetwork(Spec(layers), threads: 1);
        using var three = new LineNetwork(Spec(layers), threads: 3);
        using var nine = new LineNetwork(Spec(layers), threads: 9);
        var (together, shared) = (three.Forward(lines), nine.Forward(lines));
        for (var i = 0; i < lines.Length; i++)
        {
            var alone = one.Forward(lines[i]).Values;
            CollectionAssert.AreEqual(alone, together[i].Values, $"line {i}");
            CollectionAssert.AreEqual(alone, shared[i].Values, $"line {i}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void A_training_step_repeats_bit_for_bit_and_hardly_depends_on_the_number_of_threads(string layers)
    {
        ColumnSequence[] lines = [Line(50), Line(64), Line(37), Line(41), Line(43), Line(64)];
        int[][] labels = [[1, 2], [3, 3, 4], [4], [2, 3], [], [1]];
        var (three, one) = (Gradients(layers, lines, labels, 3), Gradients(layers, lines, labels, 1));
        CollectionAssert.AreEqual(three, Gradients(layers, lines, labels, 3));
        var scale = one.Max(Math.Abs);
        for (var i = 0; i < one.Length; i++)
        {
            Assert.AreEqual(one[i], three[i], 1e-5 * scale);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Lines_of_another_batch_leave_no_trace(string layers)
    {
        using var used = new LineNetwork(Spec(layers), threads: 2);
        using var fresh = new LineNetwork(Spec(layers), threads: 2);
        used.ComputeGradients([Line(70), Line(61)], [[1], [2, 3]], 1);
        used.ImportTensors(fresh.ExportTensors()); // running statistics have moved
        used.ComputeGradients([Line(12), Line(80), Line(33)], [[1], [2, 3], [4]], 2);
        used.ImportTensors(fresh.ExportTensors());
        var line = Line(40);
        CollectionAssert.AreEqual(fresh.Forward(line).Values, used.Forward(line).Values);
        CollectionAssert.AreEqual(GradientsOf(fresh, [line], [[1, 2]]), GradientsOf(used, [line], [[1, 2]]));
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Exported_weights_come_back(string layers)
    {
        using var first = new LineNetwork(Spec(layers), seed: 1);
        using var second = LineNetwork.FromTensors(Spec(layers), first.ExportTensors());
        using var other = new LineNetwork(Spec(layers), seed: 2);
        var line = Line(40);
        CollectionAssert.AreEqual(first.Forward(line).Values, second.Forward(line).Values);
        CollectionAssert.AreNotEqual(other.Forward(line).Values, second.Forward(line).Values);
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void The_description_counts_no_fewer_weights_than_there_are(string layers)
    {
        var spec = Spec(layers);
        using var network = new LineNetwork(spec);
        var counted = spec.Layers.Select((layer, i) => layer.WeightCount(i == 0 ? spec.InputShape : spec.Shapes[i - 1])).Sum();
        Assert.IsGreaterThanOrEqualTo(network.ParameterCount, counted);
        Assert.IsLessThan(1.3 * network.ParameterCount, counted);
    }

    private static NetworkSpec Spec(string layers) => NetworkSpec.Parse($"[1,{Height},0,1 {layers} O1c5]");

    private static float[] Gradients(string layers, ColumnSequence[] lines, int[][] labels, int threads)
    {
        using var network = new LineNetwork(Spec(layers), threads: threads);
        return GradientsOf(network, lines, labels);
    }

    private static unsafe float[] GradientsOf(LineNetwork network, ColumnSequence[] lines, int[][] labels)
    {
        network.ComputeGradients(lines, labels, 99);
        return [.. network.Parameters.Parameters.SelectMany(parameter => parameter.Export("", network.Parameters.Gradients()).Values)];
    }

    private ColumnSequence Line(int width) => new(width, Height, [.. Enumerable.Range(0, width * Height).Select(_ => _random.NextSingle())]);
}
