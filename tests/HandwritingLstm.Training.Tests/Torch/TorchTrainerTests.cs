using HandwritingLstm.Network;
using HandwritingLstm.Training.Torch;
using TorchSharp;

namespace HandwritingLstm.Training.Tests.Torch;

[TestClass]
[DoNotParallelize] // tensors are counted
public sealed class TorchTrainerTests
{
    private const string Vgsl = "[1,16,0,1 Cr3,3,8 Bn Mp2,2 Cr3,3,16 Bn Mp2,1 Yboth Do0.2 Lbx24 O1c6]";

    private static readonly TrainingOptions _options = new() { Threads = 2 };

    [TestInitialize]
    public void OrSkip() => LibTorch.OrSkip();

    [TestMethod]
    public void Fifty_steps_lead_where_those_of_the_managed_engine_do()
    {
        var spec = NetworkSpec.Parse(Vgsl.Replace(" Do0.2", "", StringComparison.Ordinal));
        var ragged = new RaggedLines(spec, 2, 33, 48, 26);
        using var managed = new ManagedTrainer(spec, _options);
        using var torch = new TorchTrainer(spec, _options, "cpu");
        for (var step = 0; step < 50; step++)
        {
            // Rounding errors grow from step to step, as they do between any two machines.
            var expected = managed.TrainStep(ragged.Lines, ragged.Labels, 1e-3f);
            Assert.AreEqual(expected, torch.TrainStep(ragged.Lines, ragged.Labels, 1e-3f), 1e-3f * Math.Max(1, expected), $"step {step}");
        }
    }

    [TestMethod]
    public void A_run_changes_engines_at_a_checkpoint()
    {
        var spec = NetworkSpec.Parse(Vgsl.Replace(" Do0.2", "", StringComparison.Ordinal));
        var ragged = new RaggedLines(spec, 2, 33, 48, 26);
        using var managed = new ManagedTrainer(spec, _options);
        using var torch = new TorchTrainer(spec, _options with { Seed = 9 }, "cpu");
        using var back = new ManagedTrainer(spec, _options with { Seed = 8 });
        Step(managed, 5);

        torch.ImportState(managed.ExportState());
        Assert.AreEqual(5, torch.StepCount);
        Step(torch, 5);
        back.ImportState(torch.ExportState());
        Assert.AreEqual(10, back.StepCount);
        Step(managed, 5);

        Assert.AreEqual(Step(managed, 1), Step(back, 1), 1e-3f);

        float Step(ILineTrainer trainer, int steps) =>
            Enumerable.Range(0, steps).Select(_ => trainer.TrainStep(ragged.Lines, ragged.Labels, 1e-3f)).Last();
    }

    [TestMethod]
    public void A_state_comes_back_bit_for_bit()
    {
        var spec = NetworkSpec.Parse(Vgsl);
        var ragged = new RaggedLines(spec, 2, 33, 48, 26);
        using var trainer = new TorchTrainer(spec, _options with { ShortcutWeight = 0.1 }, "cpu");
        using var restored = new TorchTrainer(spec, _options with { ShortcutWeight = 0.1, Seed = 4 }, "cpu");
        _ = trainer.TrainStep(ragged.Lines, ragged.Labels, 1e-3f);
        var state = trainer.ExportState();

        restored.ImportState(state);

        foreach (var (before, after) in state.Zip(restored.ExportState()))
        {
            Assert.AreEqual(before.Name, after.Name);
            CollectionAssert.AreEqual(before.Values, after.Values, before.Name);
        }
    }

    [TestMethod]
    public void Validation_reads_the_trained_weights()
    {
        var spec = NetworkSpec.Parse(Vgsl);
        var ragged = new RaggedLines(spec, 2, 33, 48, 26);
        using var trainer = new TorchTrainer(spec, _options, "cpu");
        _ = trainer.TrainStep(ragged.Lines, ragged.Labels, 1e-2f);

        trainer.Synchronize();

        var trained = trainer.ExportState().ToDictionary(tensor => tensor.Name, tensor => tensor.Values, StringComparer.Ordinal);
        foreach (var tensor in trainer.Network.ExportTensors())
        {
            CollectionAssert.AreEqual(trained[tensor.Name], tensor.Values, tensor.Name);
        }
    }

    [TestMethod]
    public void Frozen_layers_keep_their_weights()
    {
        var spec = NetworkSpec.Parse(Vgsl);
        var ragged = new RaggedLines(spec, 2, 33, 48, 26);
        using var trainer = new TorchTrainer(spec, _options with { FrozenLayers = 4 }, "cpu");
        var before = trainer.ExportState();
        _ = trainer.TrainStep(ragged.Lines, ragged.Labels, 1e-2f);

        string[] weights = [.. before.Zip(trainer.ExportState())
            .Where(pair => char.IsAsciiDigit(pair.First.Name[0]) && !pair.First.Name.Contains("running", StringComparison.Ordinal)
                && pair.First.Values.SequenceEqual(pair.Second.Values))
            .Select(pair => pair.First.Name)];
        CollectionAssert.AreEqual(new[] { "0.conv.weight", "1.bn.weight", "1.bn.bias", "3.conv.weight" }, weights);
    }

    [TestMethod]
    public void Steps_leave_no_tensors_behind()
    {
        var spec = NetworkSpec.Parse(Vgsl);
        var ragged = new RaggedLines(spec, 2, 33, 48, 26);
        using var trainer = new TorchTrainer(spec, _options with { ShortcutWeight = 0.1 }, "cpu");
        _ = trainer.TrainStep(ragged.Lines, ragged.Labels, 1e-3f);
        var before = torch.Tensor.TotalCount;
        for (var step = 0; step < 20; step++)
        {
            _ = trainer.TrainStep(ragged.Lines, ragged.Labels, 1e-3f);
            _ = trainer.ExportState();
        }

        Assert.AreEqual(before, torch.Tensor.TotalCount);
    }

    [TestMethod]
    public void Without_a_GPU_one_line_says_what_is_missing()
    {
        if (torch.cuda.is_available())
        {
            Assert.Inconclusive("There is a GPU here.");
        }

        var error = Assert.ThrowsExactly<RecognitionException>(() => TorchDevice.Require("cuda"));

        Assert.StartsWith("--device cuda: libtorch finds no GPU", error.Message);
        Assert.DoesNotContain("\n", error.Message);
    }
}
