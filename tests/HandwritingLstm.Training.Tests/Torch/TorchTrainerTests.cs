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
    [DataRow(0, 0.0, 0.0)]
    [DataRow(3, 0.95, 0.0)] // frozen layers, a moving average
    [DataRow(0, 0.8, 0.5)] // a moving average, the shortcut
    public void Fifty_steps_lead_where_those_of_the_managed_engine_do(int frozenLayers, double averageDecay, double shortcutWeight)
    {
        var spec = NetworkSpec.Parse(Vgsl.Replace(" Do0.2", "", StringComparison.Ordinal));
        var ragged = new RaggedLines(spec, 2, 33, 48, 26);
        var options = _options with
        {
            FrozenLayers = frozenLayers,
            AverageDecay = averageDecay,
            ShortcutWeight = shortcutWeight,
            WeightDecay = 0.1,
            ClipNorm = 2,
        };
        using var managed = new ManagedTrainer(spec, options);
        using var torch = new TorchTrainer(spec, options, TorchDevice.Processor);
        for (var step = 0; step < 50; step++)
        {
            // Rounding errors grow from step to step, as they do between any two machines.
            var expected = managed.TrainStep(ragged.Lines, ragged.Labels, 1e-3f);
            Assert.AreEqual(expected, torch.TrainStep(ragged.Lines, ragged.Labels, 1e-3f), 1e-3f * Math.Max(1, expected), $"step {step}");
            if (step == 9)
            {
                AssertEqual(managed.ExportState(), torch.ExportState()); // both see the same optimiser's state
            }
        }

        managed.Synchronize();
        torch.Synchronize();
        AssertEqual(managed.Network.ExportState(), torch.Network.ExportState());
    }

    [TestMethod]
    [DataRow("Lbx24")]
    [DataRow("Gbx24 Grx8")] // whose bias is two tensors on torch
    public void A_run_changes_engines_at_a_checkpoint(string recurrent)
    {
        var spec = NetworkSpec.Parse($"[1,16,0,1 Cr3,3,8 Bn Mp2,2 Cr3,3,16 Bn Mp2,1 Yboth {recurrent} O1c6]");
        var ragged = new RaggedLines(spec, 2, 33, 48, 26);
        using var managed = new ManagedTrainer(spec, _options);
        using var torch = new TorchTrainer(spec, _options with { Seed = 9 }, TorchDevice.Processor);
        using var back = new ManagedTrainer(spec, _options with { Seed = 8 });
        Step(managed, 5);

        torch.ImportState(managed.ExportState());
        Assert.AreEqual(5, torch.StepCount);
        Step(torch, 5);
        back.ImportState(torch.ExportState());
        Assert.AreEqual(10, back.StepCount);
        Step(managed, 5);

        Assert.AreEqual(Step(managed, 1), Step(back, 1), 1e-3f);

        float Step(ILineTrainer trainer, int steps)
        {
            var loss = 0f;
            for (var step = 0; step < steps; step++)
            {
                loss = trainer.TrainStep(ragged.Lines, ragged.Labels, 1e-3f);
            }

            return loss;
        }
    }

    [TestMethod]
    public void A_run_with_a_moving_average_changes_engines_too()
    {
        var spec = NetworkSpec.Parse(Vgsl.Replace(" Do0.2", "", StringComparison.Ordinal));
        var ragged = new RaggedLines(spec, 2, 33, 48, 26);
        var options = _options with { AverageDecay = 0.9, FrozenLayers = 1, ShortcutWeight = 0.2 };
        using var torch = new TorchTrainer(spec, options, TorchDevice.Processor);
        using var managed = new ManagedTrainer(spec, options with { Seed = 9 });
        for (var step = 0; step < 3; step++)
        {
            _ = torch.TrainStep(ragged.Lines, ragged.Labels, 1e-3f);
        }

        managed.ImportState(torch.ExportState());

        torch.Synchronize();
        managed.Synchronize();
        AssertEqual(torch.Network.ExportState(), managed.Network.ExportState(), 0);
    }

    [TestMethod]
    public void A_state_comes_back_bit_for_bit()
    {
        var spec = NetworkSpec.Parse(Vgsl);
        var ragged = new RaggedLines(spec, 2, 33, 48, 26);
        using var trainer = new TorchTrainer(spec, _options with { ShortcutWeight = 0.1 }, TorchDevice.Processor);
        using var restored = new TorchTrainer(spec, _options with { ShortcutWeight = 0.1, Seed = 4 }, TorchDevice.Processor);
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
        using var trainer = new TorchTrainer(spec, _options, TorchDevice.Processor);
        _ = trainer.TrainStep(ragged.Lines, ragged.Labels, 1e-2f);

        trainer.Synchronize();

        var trained = trainer.ExportState().ToDictionary(tensor => tensor.Name, tensor => tensor.Values, StringComparer.Ordinal);
        foreach (var tensor in trainer.Network.ExportTensors())
        {
            CollectionAssert.AreEqual(trained[tensor.Name], tensor.Values, tensor.Name);
        }
    }

    [TestMethod]
    [DataRow("0", 0f)]
    [DataRow("0.25", 0.5f)]
    public void Dropout_of_less_strength_trains_as_less_dropout_does(string less, float strength)
    {
        const string With = "[1,16,0,1 Cr3,3,8 Do0.5,2 Mp2,2 Yboth Do0.5 Lbx12 Do0.5 O1c6]";
        var spec = NetworkSpec.Parse(With);
        var ragged = new RaggedLines(spec, 2, 33, 48, 26);
        using var expected = new TorchTrainer(NetworkSpec.Parse(With.Replace("0.5", less, StringComparison.Ordinal)), _options, TorchDevice.Processor);
        using var trainer = new TorchTrainer(spec, _options, TorchDevice.Processor);
        for (var step = 0; step < 3; step++)
        {
            Assert.AreEqual(
                expected.TrainStep(ragged.Lines, ragged.Labels, 1e-2f), trainer.TrainStep(ragged.Lines, ragged.Labels, 1e-2f, strength), 1e-5f);
        }
    }

    [TestMethod]
    public void Frozen_layers_keep_their_weights()
    {
        var spec = NetworkSpec.Parse(Vgsl);
        var ragged = new RaggedLines(spec, 2, 33, 48, 26);
        using var trainer = new TorchTrainer(spec, _options with { FrozenLayers = 4 }, TorchDevice.Processor);
        var before = trainer.ExportState();
        _ = trainer.TrainStep(ragged.Lines, ragged.Labels, 1e-2f);

        string[] weights = [.. before.Zip(trainer.ExportState())
            .Where(pair => char.IsAsciiDigit(pair.First.Name[0]) && !pair.First.Name.Contains("running", StringComparison.Ordinal)
                && pair.First.Values.SequenceEqual(pair.Second.Values))
            .Select(pair => pair.First.Name)];
        CollectionAssert.AreEqual(new[] { "0.conv.weight", "1.bn.weight", "1.bn.bias", "3.conv.weight" }, weights);
    }

    [TestMethod]
    [DataRow(Vgsl)]
    [DataRow("[1,16,0,1 Cr3,3,8 W4,4 Ml4,4 Ymax Gbx6 Lpbx6 O1c6]")]
    public void Steps_leave_no_tensors_behind(string vgsl)
    {
        var spec = NetworkSpec.Parse(vgsl);
        var ragged = new RaggedLines(spec, 2, 33, 48, 26);
        using var trainer = new TorchTrainer(spec, _options with { ShortcutWeight = 0.1, AverageDecay = 0.9 }, TorchDevice.Processor);
        _ = trainer.TrainStep(ragged.Lines, ragged.Labels, 1e-3f);
        var before = torch.Tensor.TotalCount;
        for (var step = 0; step < 20; step++)
        {
            _ = trainer.TrainStep(ragged.Lines, ragged.Labels, 1e-3f);
            _ = trainer.ExportState();
            trainer.Synchronize();
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

    [TestMethod]
    public void A_layer_that_is_not_built_is_named()
    {
        var spec = NetworkSpec.Parse("[1,16,0,1 Cr3,3,8 Cs3,3,8 Ymax Lbx8 O1c6]");

        var error = Assert.ThrowsExactly<RecognitionException>(() => new TorchTrainer(spec, _options, TorchDevice.Processor));

        Assert.Contains("Layer 1", error.Message);
        Assert.DoesNotContain("\n", error.Message);
    }

    // Each tensor within a share of its norm; rounding errors grow from step to step.
    private static void AssertEqual(IReadOnlyList<NamedTensor> expected, IReadOnlyList<NamedTensor> actual, double tolerance = 5e-3)
    {
        var found = actual.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        Assert.HasCount(found.Count, expected);
        foreach (var tensor in expected)
        {
            var difference = Math.Sqrt(tensor.Values.Zip(found[tensor.Name].Values).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));
            var norm = Math.Sqrt(tensor.Values.Sum(value => (double)value * value));
            Assert.IsLessThanOrEqualTo((tolerance * norm) + 1e-6, difference, $"{tensor.Name}: norm {norm}");
        }
    }
}
