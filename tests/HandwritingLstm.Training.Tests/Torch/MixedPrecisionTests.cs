using HandwritingLstm.Network;
using HandwritingLstm.Training.Torch;
using TorchSharp;

namespace HandwritingLstm.Training.Tests.Torch;

/// <summary>Mixed precision is for GPUs; libtorch computes it on the processor too, slowly, which is enough to test it.</summary>
[TestClass]
public sealed class MixedPrecisionTests
{
    private static readonly NetworkSpec _spec = NetworkSpec.Parse("[1,16,0,1 Cr3,3,8 Bn Mp2,2 Cr3,3,16 Mp2,1 Yboth Lbx24 O1c6]");

    private static readonly RaggedLines _ragged = new(_spec, 2, 33, 48, 26);

    [TestInitialize]
    public void OrSkip() => LibTorch.OrSkip();

    [TestMethod]
    public void On_the_processor_nothing_is_computed_in_half_precision_unasked()
    {
        using var unasked = Trainer(null);
        using var full = Trainer(false);

        Assert.AreEqual(Step(full), Step(unasked));
        AssertEqualBits(full.ExportState(), unasked.ExportState());
    }

    [TestMethod]
    public void Scores_and_gradients_are_nearly_those_of_full_precision_but_not_quite()
    {
        using var half = Trainer(true);
        using var full = Trainer(false);

        var expected = full.TrainingScores(_ragged.Lines, _ragged.Labels);
        var worst = half.TrainingScores(_ragged.Lines, _ragged.Labels)
            .Zip(expected, (ours, theirs) => ours.Values.Zip(theirs.Values).Max(pair => Math.Abs(pair.First - pair.Second))).Max();
        Assert.IsTrue(worst is > 1e-5f and < 0.05f, $"{worst}"); // bfloat16 has 8 significant bits

        foreach (var (ours, theirs) in half.Gradients(_ragged.Lines, _ragged.Labels).Zip(full.Gradients(_ragged.Lines, _ragged.Labels)))
        {
            var difference = Math.Sqrt(ours.Values.Zip(theirs.Values).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));
            Assert.IsLessThanOrEqualTo(0.1 * Math.Sqrt(theirs.Values.Sum(value => (double)value * value)), difference, theirs.Name);
        }
    }

    [TestMethod]
    public void A_network_learns_its_lines_as_well()
    {
        using var half = Trainer(true);
        using var full = Trainer(false);
        for (var step = 0; step < 20; step++)
        {
            _ = (Step(half), Step(full));
        }

        Assert.AreEqual(Step(full), Step(half), 0.1f);
    }

    [TestMethod]
    public void A_step_smaller_than_half_precision_can_tell_moves_the_weights_nevertheless()
    {
        using var trainer = Trainer(true);
        var before = Kernel();
        _ = trainer.TrainStep(_ragged.Lines, _ragged.Labels, 1e-6f); // AdamW's first step is as long as the learning rate

        var moved = Kernel().Zip(before).Max(pair => Math.Abs(pair.First - pair.Second));
        Assert.AreEqual(1e-6f, moved, 2e-7f);

        float[] Kernel() => trainer.ExportState().First(tensor => tensor.Name is "0.conv.weight").Values;
    }

    [TestMethod]
    public void What_a_device_convolves_is_found_by_trying()
    {
        Assert.IsTrue(TorchDevice.ConvolvesIn(torch.ScalarType.Float32, torch.CPU));
        Assert.IsFalse(TorchDevice.ConvolvesIn(torch.ScalarType.Bool, torch.CPU));
        Assert.IsFalse(TorchDevice.GainsByBFloat16(torch.CPU));
    }

    private static TorchTrainer Trainer(bool? mixedPrecision) =>
        new(_spec, new TrainingOptions { Threads = 2 }, TorchDevice.Processor, mixedPrecision);

    private static float Step(TorchTrainer trainer) => trainer.TrainStep(_ragged.Lines, _ragged.Labels, 3e-3f);

    private static void AssertEqualBits(IReadOnlyList<NamedTensor> expected, IReadOnlyList<NamedTensor> actual)
    {
        foreach (var (ours, theirs) in expected.Zip(actual))
        {
            CollectionAssert.AreEqual(ours.Values, theirs.Values, ours.Name);
        }
    }
}
