using HandwritingLstm.Models;
using HandwritingLstm.Network;
using HandwritingLstm.Text;

namespace HandwritingLstm.Training.Tests;

[TestClass]
public sealed class WeightTransferTests
{
    private static readonly Alphabet _known = new(["b", "d", "e"]);

    [TestMethod]
    public void Labels_keep_their_weights_wherever_they_stand()
    {
        var model = ModelOf("[1,8,0,1 Cr3,3,4 Bn Yboth Lbx5 Do0.2 O1c4]");
        var alphabet = new Alphabet(["a", "b", "c", "d"]);
        using var network = new LineNetwork(NetworkSpec.Parse("[1,8,0,1 Cr3,3,4 Bn Yboth Lbx5 Do0.5 O1c5]"), seed: 9);

        var weights = WeightTransfer.Onto(network, alphabet, model, "known");

        foreach (var tensor in weights)
        {
            var (trained, fresh) = (Named(model.Tensors, tensor.Name), Named(network.ExportTensors(), tensor.Name));
            if (!tensor.Name.StartsWith("5.", StringComparison.Ordinal))
            {
                CollectionAssert.AreEqual(trained, tensor.Values, tensor.Name);
                continue;
            }

            CollectionAssert.AreEqual(Row(trained, 4, 0), Row(tensor.Values, 5, 0)); // the blank
            CollectionAssert.AreEqual(Row(fresh, 5, 1), Row(tensor.Values, 5, 1)); // a is new
            CollectionAssert.AreEqual(Row(trained, 4, 1), Row(tensor.Values, 5, 2)); // b
            CollectionAssert.AreEqual(Row(fresh, 5, 3), Row(tensor.Values, 5, 3)); // c is new
            CollectionAssert.AreEqual(Row(trained, 4, 2), Row(tensor.Values, 5, 4)); // d
        }

        network.ImportTensors(weights);
    }

    [TestMethod]
    public void Shortcut_of_the_training_begins_at_random()
    {
        var model = ModelOf("[1,8,0,1 Cr3,3,4 Bn Yboth Lbx5 O1c4]");
        using var network = new LineNetwork(model.Spec, seed: 9, threads: 1, new EngineOptions { ShortcutWeight = 0.1f });
        Assert.HasCount(network.ExportState().Count, WeightTransfer.Onto(network, _known, model, "known"));
        Assert.IsLessThan(network.ExportState().Count, model.Tensors.Count);
    }

    [TestMethod]
    [DataRow("[1,8,0,1 Cr3,3,4 Bn Yboth Lbx6 O1c4]")]
    [DataRow("[1,8,0,1 Cr3,3,4 Bn Yboth Lbx5 Lbx5 O1c4]")]
    [DataRow("[1,8,0,1 Cr3,3,5 Bn Yboth Lbx5 O1c4]")]
    public void Another_network_is_refused(string vgsl)
    {
        var model = ModelOf("[1,8,0,1 Cr3,3,4 Bn Yboth Lbx5 O1c4]");
        using var network = new LineNetwork(NetworkSpec.Parse(vgsl), seed: 9);
        var problem = Assert.ThrowsExactly<RecognitionException>(() => WeightTransfer.Onto(network, _known, model, "known.safetensors"));
        StringAssert.StartsWith(problem.Message, "known.safetensors: its network is [1,8,0,1 ", StringComparison.Ordinal);
    }

    private static Model ModelOf(string vgsl)
    {
        var spec = NetworkSpec.Parse(vgsl);
        using var network = new LineNetwork(spec, seed: 1);
        return new Model { Spec = spec, Alphabet = _known, Preprocessing = "{}", Tensors = network.ExportTensors() };
    }

    private static float[] Named(IEnumerable<NamedTensor> tensors, string name) =>
        tensors.Single(tensor => string.Equals(tensor.Name, name, StringComparison.Ordinal)).Values;

    private static float[] Row(float[] values, int labels, int label) =>
        values[(label * values.Length / labels)..((label + 1) * values.Length / labels)];
}
