using HandwritingLstm.Ctc;
using HandwritingLstm.Models;
using HandwritingLstm.Network;
using HandwritingLstm.Text;
using HandwritingLstm.Training.Torch;

namespace HandwritingLstm.Training.Tests.Torch;

/// <summary>Two independent engines, one network: scores within 1e-4, gradients within 1e-4 of their norm.</summary>
[TestClass]
public sealed unsafe class EngineAgreementTests
{
    private const float ScoreTolerance = 1e-4f;
    private const double GradientTolerance = 1e-4;

    [TestInitialize]
    public void OrSkip() => LibTorch.OrSkip();

    [TestMethod]
    [DataRow("[1,16,0,1 Cr3,3,8 Bn Mp2,2 Yboth Lbx12 O1c6]")]
    [DataRow("[1,16,0,1 Cr3,3,8 Bn Mp2,2 Cr3,3,20 Bn Cr3,3,16 Bn Mp2,1 Ymax Lbx12 Lbx12 O1c6]")]
    [DataRow("[1,16,0,1 Cr3,3,8 Bn Mp4,3 Ymean Lfx10 O1c6]")] // incomplete windows at the right and bottom edge
    [DataRow("[1,16,0,1 Cr5,3,8 Mp2,2 Cl3,5,6 Bn Ymax Lrx9 O1c6]")] // bias, no activation, reverse alone
    [DataRow("[1,16,0,1 Cr3,3,8 Cr3,3,2,2,12 Bn S1(1x0)1,3 Lbx8 O1c6]")] // strides
    [DataRow("[1,16,0,1 S1(1x0)1,3 Lbx8 Lbx8 O1c6]")] // columns of pixels
    [DataRow("[1,16,0,1 Cr3,3,8 Bn Mp2,2 Do0,2 Yboth Do0 Lbx12 O1c6]")]
    [DataRow("[1,16,0,1 Ct3,3,8 Mp2,2 Ct3,3,8 Bn Mp2,1 Yboth Gbx12 O1c6]")] // tanh; GRU
    [DataRow("[1,16,0,1 Cr3,3,8 Bn Mp2,2 Ymax Gfx12 Grx9 O1c6]")]
    [DataRow("[1,16,0,1 Cr3,3,8 Bn Mp2,2 Ymax Rbx12 Rfx9 O1c6]")] // simple
    [DataRow("[1,16,0,1 Cr3,3,8 Bn Mp2,2 Ymax Lpbx12 Lprx9 O1c6]")] // peepholes
    [DataRow("[1,16,0,1 Cr3,3,8 Bn Mp2,2 Ymax Lcbx12 Lcfx9 O1c6]")] // coupled gates
    [DataRow("[1,16,0,1 Cr3,3,8 Bn Mp4,2 Lbx5 Gbx6 Lfys7 Lbx8 O1c6]")] // along the rows of an image, then its columns
    [DataRow("[1,16,0,1 Cr3,3,8 Bn Mp4,2 Lby5 Gby6 Lbys4 Gbx8 O1c6]")]
    [DataRow("[1,16,0,1 Cr3,3,8 Bn Mp4,2 Lry5 Lrys7 Rbx8 O1c6]")]
    [DataRow("[1,16,0,1 W3,2 M4,5 W2,3 Ct1,1,6 M4,7 Ymax O1c6]")] // the network of 2009, in small
    [DataRow("[1,16,0,1 Cr3,3,8 Mp2,2 M1,5 Ml2,6 Ymean Lbx8 O1c6]")]
    [DataRow("[1,16,0,1 Cr3,3,8 Mp2,2 Mls4,6 Ms2,5 S1(1x0)1,3 O1c6]")] // summed
    public void Both_engines_compute_the_same(string vgsl) => Compare(NetworkSpec.Parse(vgsl), new TrainingOptions { Threads = 2 }, 37, 52, 21, 44);

    [TestMethod]
    public void Both_engines_compute_the_same_without_padding() =>
        Compare(NetworkSpec.Parse("[1,16,0,1 Cr3,3,8 Bn Mp2,2 Yboth Lbx12 O1c6]"), new TrainingOptions { Threads = 2 }, 40, 40, 40);

    [TestMethod]
    public void Both_engines_have_the_same_shortcut() =>
        Compare(NetworkSpec.Parse("[1,16,0,1 Cr3,3,8 Bn Mp2,2 Yboth Lbx12 O1c6]"), new TrainingOptions { Threads = 2, ShortcutWeight = 0.3 }, 37, 52, 21);

    [TestMethod]
    public void Both_engines_draw_two_views_together_alike() =>
        Compare(NetworkSpec.Parse("[1,16,0,1 Cr3,3,8 Bn Mp2,2 Yboth Lbx12 O1c6]"), new TrainingOptions { Threads = 2, ShortcutWeight = 0.3, ConsistencyWeight = 0.7 }, 37, 37, 52, 52, 21, 21);

    [TestMethod]
    public void Both_engines_read_the_same_with_the_shipped_model()
    {
        var model = ModelFile.Load(ModelStore.Find("iam-ondb"));
        var ragged = new RaggedLines(model.Spec, 5, 240, 131, 310);
        using var managed = LineNetwork.FromTensors(model.Spec, model.Tensors, 2);
        using var torch = new TorchScorer(model, TorchDevice.Processor);

        AssertEqual(managed.Forward(ragged.Lines), torch.Forward(ragged.Lines));
    }

    [TestMethod]
    public void Padding_changes_nothing()
    {
        var spec = NetworkSpec.Parse("[1,16,0,1 Cr3,3,8 Bn Mp2,2 Cr3,3,16 Bn Mp2,2 Yboth Lbx12 Lbx12 O1c6]");
        var ragged = new RaggedLines(spec, 5, 37, 90, 21);
        using var trainer = new TorchTrainer(spec, new TrainingOptions { Threads = 2 }, TorchDevice.Processor);
        _ = trainer.TrainStep(ragged.Lines, ragged.Labels, 1e-2f); // running statistics that are not 0 and 1
        var model = new Model
        {
            Spec = spec,
            Alphabet = new Alphabet(["a", "b", "c", "d", "e"]),
            Preprocessing = "{}",
            Tensors = [.. trainer.ExportState().Where(tensor => char.IsAsciiDigit(tensor.Name[0]))],
            Metadata = new ModelMetadata(),
        };
        using var scorer = new TorchScorer(model, TorchDevice.Processor);

        AssertEqual([.. ragged.Lines.Select(line => scorer.Forward([line])[0])], scorer.Forward(ragged.Lines));
    }

    [TestMethod]
    public void A_line_narrower_than_the_poolings_is_continued_with_paper()
    {
        var spec = NetworkSpec.Parse("[1,16,0,1 Cr3,3,8 Bn Mp4,4 Cr3,3,8 Mp2,2 Yboth Lbx12 O1c6]");
        Compare(spec, new TrainingOptions { Threads = 2 }, 3, 60, 19);
    }

    private static void Compare(NetworkSpec spec, TrainingOptions options, params int[] widths)
    {
        var ragged = new RaggedLines(spec, 11, widths);
        using var managed = new ManagedTrainer(spec, options);
        using var torch = new TorchTrainer(spec, options, TorchDevice.Processor);

        _ = managed.Network.ComputeGradients(ragged.Lines, ragged.Labels, 0);
        var store = managed.Network.Parameters;
        var expected = store.Parameters.Select(parameter => parameter.Export(parameter.Name, store.Gradients())).ToArray();
        var gradients = torch.Gradients(ragged.Lines, ragged.Labels);

        CollectionAssert.AreEqual(expected.Select(tensor => tensor.Name).ToArray(), gradients.Select(tensor => tensor.Name).ToArray());
        foreach (var (ours, theirs) in expected.Zip(gradients))
        {
            var difference = Math.Sqrt(ours.Values.Zip(theirs.Values).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));
            var norm = Math.Sqrt(ours.Values.Sum(value => (double)value * value));
            Assert.IsLessThanOrEqualTo((GradientTolerance * norm) + 1e-7, difference, $"{ours.Name}: norm {norm}");
        }

        // The running statistics have moved alike.
        var statistics = torch.ExportState().ToDictionary(tensor => tensor.Name, tensor => tensor.Values, StringComparer.Ordinal);
        foreach (var running in managed.Network.ExportTensors().Where(tensor => tensor.Name.Contains("running", StringComparison.Ordinal)))
        {
            for (var i = 0; i < running.Values.Length; i++)
            {
                Assert.AreEqual(running.Values[i], statistics[running.Name][i], 1e-5f, running.Name);
            }
        }

        AssertEqual(managed.Network.LastScores(), torch.TrainingScores(ragged.Lines, ragged.Labels));
    }

    private static void AssertEqual(LabelScores[] expected, LabelScores[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (var line = 0; line < expected.Length; line++)
        {
            Assert.AreEqual(expected[line].ColumnCount, actual[line].ColumnCount);
            var worst = expected[line].Values.Zip(actual[line].Values).Max(pair => Math.Abs(pair.First - pair.Second));
            Assert.IsLessThanOrEqualTo(ScoreTolerance, worst, $"line {line}");
        }
    }
}
