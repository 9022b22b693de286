using HandwritingLstm.Imaging;
using HandwritingLstm.Network;

namespace HandwritingLstm.Tests.Network;

[TestClass]
public sealed class LineNetworkTests
{
    private const string Vgsl = "[1,12,0,1 Cr3,3,16 Bn Mp2,2 Cr3,3,20 Bn Mp2,1 Yboth Do0.2 Lbx19 Lbx8 O1c11]";

    private readonly Random _random = new(5);

    [TestMethod]
    public void A_line_is_scored_the_same_bits_alone_in_a_batch_and_on_any_number_of_threads()
    {
        ColumnSequence[] lines = [.. Enumerable.Range(0, 110).Select(i => Line(4 + (i * 7 % 61)))];
        using var one = new LineNetwork(NetworkSpec.Parse(Vgsl), threads: 1);
        using var four = new LineNetwork(NetworkSpec.Parse(Vgsl), threads: 4);
        var together = four.Forward(lines);
        for (var i = 0; i < lines.Length; i++)
        {
            CollectionAssert.AreEqual(one.Forward(lines[i]).Values, together[i].Values, $"line {i}");
        }
    }

    [TestMethod]
    public void New_weights_reach_the_copies_of_every_thread()
    {
        ColumnSequence[] lines = [.. Enumerable.Range(0, 110).Select(i => Line(4 + (i * 7 % 61)))];
        using var network = new LineNetwork(NetworkSpec.Parse(Vgsl), threads: 3);
        using var other = new LineNetwork(NetworkSpec.Parse(Vgsl), seed: 2, threads: 1);
        network.Forward(lines);
        network.ImportTensors(other.ExportTensors());
        var together = network.Forward(lines);
        for (var i = 0; i < lines.Length; i++)
        {
            CollectionAssert.AreEqual(other.Forward(lines[i]).Values, together[i].Values, $"line {i}");
        }
    }

    [TestMethod]
    public void Every_column_is_a_distribution()
    {
        using var network = new LineNetwork(NetworkSpec.Parse(Vgsl));
        var scores = network.Forward(Line(33));
        Assert.AreEqual(network.Spec.ColumnCountFor(33), scores.ColumnCount);
        for (var t = 0; t < scores.ColumnCount; t++)
        {
            Assert.AreEqual(1, scores.Column(t).ToArray().Sum(score => Math.Exp(score)), 1e-5);
        }
    }

    [TestMethod]
    public void A_line_of_one_column_is_scored()
    {
        using var network = new LineNetwork(NetworkSpec.Parse(Vgsl));
        Assert.AreEqual(1, network.Forward(Line(1)).ColumnCount);
    }

    [TestMethod]
    public void A_training_step_repeats_bit_for_bit()
    {
        ColumnSequence[] lines = [Line(30), Line(44), Line(17)];
        int[][] labels = [[1, 2], [3, 3, 4], [5]];
        CollectionAssert.AreEqual(Gradients(lines, labels, 2), Gradients(lines, labels, 2));
    }

    [TestMethod]
    public void Gradients_hardly_depend_on_the_number_of_threads()
    {
        ColumnSequence[] lines = [Line(30), Line(44), Line(17), Line(23)];
        int[][] labels = [[1, 2], [3, 3, 4], [5], [6, 7]];
        var (one, three) = (Gradients(lines, labels, 1), Gradients(lines, labels, 3));
        var scale = one.Max(Math.Abs);
        for (var i = 0; i < one.Length; i++)
        {
            Assert.AreEqual(one[i], three[i], 1e-5 * scale);
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void Network_that_was_disposed_reads_no_more(int threads)
    {
        var network = new LineNetwork(NetworkSpec.Parse(Vgsl), threads: threads);
        network.Forward(Line(20));
        network.Dispose();
        network.Dispose();
        Assert.ThrowsExactly<ObjectDisposedException>(() => network.Forward(Line(20)));
        Assert.ThrowsExactly<ObjectDisposedException>(() => network.ComputeGradients([Line(20)], [[1]], 0));
    }

    [TestMethod]
    public void A_line_of_another_height_is_refused()
    {
        using var network = new LineNetwork(NetworkSpec.Parse(Vgsl));
        var error = Assert.ThrowsExactly<ArgumentException>(() => network.Forward(new ColumnSequence(9, 10, new float[90])));
        StringAssert.Contains(error.Message, "10 pixels high");
    }

    [TestMethod]
    [DataRow("[1,8,0,1 Mp2,2 Cr3,3,4 Yboth O1c5]", "before the first convolution")]
    [DataRow("[1,8,0,1 Cs3,3,4 Yboth O1c5]", "activation")]
    [DataRow("[1,8,0,1 Cr3,3,4 Mp2,2,1,1 Yboth O1c5]", "windows")]
    [DataRow("[1,8,0,1 Yboth Lbx4 O1c5]", "before the first convolution")]
    [DataRow("[1,8,0,1 Cr3,3,4 Yboth Lby4 O1c5]", "needs an image")]
    [DataRow("[1,8,0,1 Cr3,3,4 Yboth M4,4 O1c5]", "needs an image")]
    [DataRow("[1,8,0,1 Lbxs4 Yboth O1c5]", "is not built")]
    public void A_layer_that_the_engine_lacks_is_named(string vgsl, string reason)
    {
        var error = Assert.ThrowsExactly<RecognitionException>(() => new LineNetwork(NetworkSpec.Parse(vgsl)));
        StringAssert.Contains(error.Message, reason);
    }

    [TestMethod]
    public void Weights_of_another_network_are_refused_by_name()
    {
        using var network = new LineNetwork(NetworkSpec.Parse(Vgsl));
        var tensors = network.ExportTensors();
        Refused("0.conv.weight", network, [.. tensors.Skip(1)]);
        Refused("0.conv.weight", network, [tensors[0] with { Shape = [16, 1, 9] }, .. tensors.Skip(1)]);
        Refused("other", network, [.. tensors, new NamedTensor("other", [1], [0])]);
    }

    [TestMethod]
    public void Exported_weights_come_back()
    {
        using var first = new LineNetwork(NetworkSpec.Parse(Vgsl), seed: 1);
        using var second = new LineNetwork(NetworkSpec.Parse(Vgsl), seed: 2);
        var line = Line(40);
        CollectionAssert.AreNotEqual(first.Forward(line).Values, second.Forward(line).Values);
        second.ImportTensors(first.ExportTensors());
        CollectionAssert.AreEqual(first.Forward(line).Values, second.Forward(line).Values);
    }

    private static void Refused(string name, LineNetwork network, NamedTensor[] tensors)
    {
        var error = Assert.ThrowsExactly<RecognitionException>(() => network.ImportTensors(tensors));
        StringAssert.Contains(error.Message, name);
    }

    private static unsafe float[] Gradients(ColumnSequence[] lines, int[][] labels, int threads)
    {
        using var network = new LineNetwork(NetworkSpec.Parse(Vgsl), threads: threads);
        network.ComputeGradients(lines, labels, 99);
        return [.. network.Parameters.Parameters.SelectMany(parameter => parameter.Export("", network.Parameters.Gradients()).Values)];
    }

    private ColumnSequence Line(int width) => new(width, 12, [.. Enumerable.Range(0, width * 12).Select(_ => _random.NextSingle())]);
}
