using HandwritingLstm.Imaging;
using HandwritingLstm.Models;
using HandwritingLstm.Network;
using HandwritingLstm.Text;

namespace HandwritingLstm.Tests.Models;

/// <summary>Every recurrent layer comes back from a model file.</summary>
[TestClass]
public sealed class RecurrentModelFileTests : IDisposable
{
    private const int Height = 8;
    private const int Width = 23;

    private readonly TemporaryFolder _folder = new();

    public static IEnumerable<object[]> Layers =>
    [
        .. from cell in new[] { "L", "Lp", "Lc", "G", "R" }
           from direction in new[] { "f", "r", "b" }
           from layers in new[] { $"S1(1x0)1,3 {cell}{direction}x17", $"W2,2 {cell}{direction}ys5 {cell}{direction}x3" }
           select new object[] { layers },
        .. from token in new[] { "M1,17", "M2,17", "M4,3", "Ms2,17", "Ms4,17", "Ml1,17", "Ml2,17", "Ml4,3", "Mls2,3", "Mls4,17" }
           select new object[] { $"W2,3 {token} Ymean" },
    ];

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DynamicData(nameof(Layers))]
    public void A_model_scores_the_same_bits_after_saving_and_loading(string layers)
    {
        var spec = NetworkSpec.Parse($"[1,{Height},0,1 {layers} O1c4]");
        using var trained = Network(spec);
        using var single = SaveAndLoad(trained, TensorPrecision.F32);
        var scores = trained.Forward(Line()).Values;
        CollectionAssert.AreEqual(scores, single.Forward(Line()).Values);

        // Half precision rounds the weights once: what was rounded comes back as it is.
        using var half = SaveAndLoad(trained, TensorPrecision.F16);
        using var again = SaveAndLoad(half, TensorPrecision.F16);
        var rounded = half.Forward(Line()).Values;
        CollectionAssert.AreEqual(rounded, again.Forward(Line()).Values);
        CollectionAssert.AreNotEqual(scores, rounded);
        for (var i = 0; i < scores.Length; i++)
        {
            Assert.AreEqual(scores[i], rounded[i], 0.01f);
        }
    }

    // Fresh weights with biases of their own: those that a network begins with are exact in half precision.
    private static LineNetwork Network(NetworkSpec spec)
    {
        var random = new Random(3);
        var network = new LineNetwork(spec, threads: 1);
        network.ImportTensors(
        [
            .. network.ExportTensors().Select(tensor => tensor with { Values = [.. tensor.Values.Select(value => value + (0.3f * random.NextSingle()))] }),
        ]);
        return network;
    }

    private LineNetwork SaveAndLoad(LineNetwork network, TensorPrecision precision)
    {
        var path = _folder.File("model.safetensors");
        ModelFile.Save(
            path,
            new Model
            {
                Spec = network.Spec,
                Alphabet = new Alphabet(["a", "b", "c"]),
                Preprocessing = $$"""{"height":{{Height}}}""",
                Tensors = network.ExportTensors(),
            },
            precision);
        var model = ModelFile.Load(path);
        return LineNetwork.FromTensors(model.Spec, model.Tensors, threads: 1);
    }

    private static ColumnSequence Line()
    {
        var random = new Random(4);
        return new(Width, Height, [.. Enumerable.Range(0, Width * Height).Select(_ => random.NextSingle())]);
    }
}
