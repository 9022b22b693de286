using System.Text.Json;
using HandwritingLstm.Decoding;
using HandwritingLstm.Imaging;
using HandwritingLstm.Network;
using HandwritingLstm.Text;

namespace HandwritingLstm.Training.Tests;

[TestClass]
public sealed class ManagedTrainerTests
{
    private const string Vgsl = "[1,16,0,1 Cr3,3,8 Bn Mp2,2 Cr3,3,16 Bn Mp2,1 Yboth Do0.1 Lbx24 O1c5]";

    private static readonly string[] _texts = ["abcd", "ddba", "cab", "bbacd"];

    [TestMethod]
    public void Overfits_four_lines()
    {
        var alphabet = new Alphabet(["a", "b", "c", "d"]);
        using var trainer = new ManagedTrainer(NetworkSpec.Parse(Vgsl), new TrainingOptions { Threads = 2 });
        ColumnSequence[] lines = [.. _texts.Select(Draw)];
        int[][] labels = [.. _texts.Select(alphabet.Encode)];
        for (var step = 0; step < 300; step++)
        {
            _ = trainer.TrainStep(lines, labels, 5e-3f);
        }

        var decoder = new BestPathDecoder(alphabet);
        CollectionAssert.AreEqual(_texts, trainer.Network.Forward(lines).Select(scores => decoder.Decode(scores).Text).ToArray());
    }

    [TestMethod]
    public void Ten_steps_lead_where_those_of_torch_do()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Frozen", "network.json")));
        var (frozen, steps) = (document.RootElement, document.RootElement.GetProperty("ten_steps"));
        var options = new TrainingOptions
        {
            Threads = 2,
            WeightDecay = steps.GetProperty("weight_decay").GetDouble(),
            ClipNorm = steps.GetProperty("largest_gradient_norm").GetDouble(),
        };
        using var trainer = new ManagedTrainer(NetworkSpec.Parse(frozen.GetProperty("vgsl").GetString()!), options);
        trainer.Network.ImportTensors([.. trainer.Network.ExportTensors().Select(tensor =>
            frozen.GetProperty("weights").TryGetProperty(tensor.Name, out var weight) ? tensor with { Values = Floats(weight) } : tensor)]);
        ColumnSequence[] lines = [.. frozen.GetProperty("lines").EnumerateArray().Select(line =>
        {
            var values = Floats(line.GetProperty("image"));
            return new ColumnSequence(values.Length / 8, 8, values);
        })];
        int[][] labels = [.. frozen.GetProperty("lines").EnumerateArray().Select(line =>
            line.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32()).ToArray())];
        var rate = (float)steps.GetProperty("learning_rate").GetDouble();

        foreach (var loss in steps.GetProperty("losses").EnumerateArray())
        {
            Assert.AreEqual(loss.GetDouble(), trainer.TrainStep(lines, labels, rate), 2e-4);
        }
    }

    [TestMethod]
    public void Validation_sees_the_average_of_the_weights_and_training_the_weights()
    {
        var alphabet = new Alphabet(["a", "b", "c", "d"]);
        ColumnSequence[] lines = [.. _texts.Select(Draw)];
        int[][] labels = [.. _texts.Select(alphabet.Encode)];
        using var plain = new ManagedTrainer(NetworkSpec.Parse(Vgsl), new TrainingOptions { Threads = 2 });
        using var averaged = new ManagedTrainer(NetworkSpec.Parse(Vgsl), new TrainingOptions { Threads = 2, AverageDecay = 0.9 });
        using var restored = new ManagedTrainer(NetworkSpec.Parse(Vgsl), new TrainingOptions { Threads = 2, AverageDecay = 0.9 });
        var expected = new double[Weights(plain).Length];
        for (var step = 1; step <= 12; step++)
        {
            Assert.AreEqual(plain.TrainStep(lines, labels, 2e-3f), averaged.TrainStep(lines, labels, 2e-3f), $"step {step}");
            var decay = Math.Min(0.9, step / (step + 10.0));
            expected = [.. expected.Zip(Weights(plain), (average, weight) => (decay * average) + ((1 - decay) * weight))];

            // Looking at the averages now and then changes nothing.
            averaged.Synchronize();
            foreach (var (average, found) in expected.Zip(Weights(averaged)))
            {
                Assert.AreEqual(average, found, 1e-5);
            }
        }

        restored.ImportState(averaged.ExportState());
        restored.Synchronize();
        averaged.Synchronize();
        CollectionAssert.AreEqual(Weights(averaged), Weights(restored));

        static float[] Weights(ManagedTrainer trainer) => [.. trainer.Network.ExportTensors()
            .Where(tensor => !tensor.Name.Contains("running", StringComparison.Ordinal)).SelectMany(tensor => tensor.Values)];
    }

    [TestMethod]
    public void Dropout_of_no_strength_trains_as_a_network_without_dropout()
    {
        var alphabet = new Alphabet(["a", "b", "c", "d"]);
        var lines = new[] { "abcd", "dca" }.Select(Draw).ToArray();
        var labels = new[] { "abcd", "dca" }.Select(alphabet.Encode).ToArray();
        const string With = "[1,16,0,1 Cr3,3,6 Do0.5,2 Mp2,2 Yboth Do0.5 Lbx8 Do0.5 O1c5]";
        using var without = new ManagedTrainer(NetworkSpec.Parse(With.Replace("0.5", "0", StringComparison.Ordinal)), new TrainingOptions { Threads = 1 });
        using var weak = new ManagedTrainer(NetworkSpec.Parse(With), new TrainingOptions { Threads = 1 });
        using var half = new ManagedTrainer(NetworkSpec.Parse(With), new TrainingOptions { Threads = 1 });
        using var quarter = new ManagedTrainer(NetworkSpec.Parse(With.Replace("0.5", "0.25", StringComparison.Ordinal)), new TrainingOptions { Threads = 1 });
        for (var step = 0; step < 3; step++)
        {
            Assert.AreEqual(without.TrainStep(lines, labels, 0.01f), weak.TrainStep(lines, labels, 0.01f, dropoutStrength: 0));
            Assert.AreEqual(quarter.TrainStep(lines, labels, 0.01f), half.TrainStep(lines, labels, 0.01f, dropoutStrength: 0.5f));
        }
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.9)] // the average of what never changes is what it is
    public void Frozen_layers_keep_their_weights(double averageDecay)
    {
        var alphabet = new Alphabet(["a", "b", "c", "d"]);
        using var trainer = new ManagedTrainer(
            NetworkSpec.Parse(Vgsl), new TrainingOptions { Threads = 2, FrozenLayers = 4, AverageDecay = averageDecay });
        var before = trainer.Network.ExportTensors();
        for (var step = 0; step < 3; step++)
        {
            _ = trainer.TrainStep([.. _texts.Select(Draw)], [.. _texts.Select(alphabet.Encode)], 5e-3f);
        }

        trainer.Synchronize();
        var after = trainer.Network.ExportTensors();
        var trained = before.Zip(after).Where(pair => !pair.First.Values.SequenceEqual(pair.Second.Values)).Select(pair => pair.First.Name)
            .Where(name => !name.Contains("running", StringComparison.Ordinal)).ToArray();
        var all = before.Select(tensor => tensor.Name).Where(name => !name.Contains("running", StringComparison.Ordinal)).ToArray();
        CollectionAssert.AreEqual(all.Where(name => !(name[0] is >= '0' and <= '3' && name[1] == '.')).ToArray(), trained);
    }

    [TestMethod]
    public void A_restored_trainer_goes_on_with_the_same_bits()
    {
        var alphabet = new Alphabet(["a", "b", "c", "d"]);
        ColumnSequence[] lines = [.. _texts.Select(Draw)];
        int[][] labels = [.. _texts.Select(alphabet.Encode)];
        using var unbroken = new ManagedTrainer(NetworkSpec.Parse(Vgsl), new TrainingOptions { Threads = 2 });
        using var restored = new ManagedTrainer(NetworkSpec.Parse(Vgsl), new TrainingOptions { Threads = 2 });
        Run(unbroken, 7);

        restored.ImportState(unbroken.ExportState());

        Assert.AreEqual(7, restored.StepCount);
        CollectionAssert.AreEqual(Run(unbroken, 5), Run(restored, 5));

        float[] Run(ManagedTrainer trainer, int steps) =>
            [.. Enumerable.Range(0, steps).Select(_ => trainer.TrainStep(lines, labels, 2e-3f))];
    }

    [TestMethod]
    public void A_state_without_moments_is_refused()
    {
        using var trainer = new ManagedTrainer(NetworkSpec.Parse(Vgsl), new TrainingOptions());
        var error = Assert.ThrowsExactly<RecognitionException>(() => trainer.ImportState(trainer.Network.ExportTensors()));
        StringAssert.Contains(error.Message, "adamw.step");
    }

    private static float[] Floats(JsonElement tensor) =>
        [.. tensor.GetProperty("values").EnumerateArray().Select(value => (float)value.GetDouble())];

    /// <summary>Every letter is a bar of a height of its own.</summary>
    private static ColumnSequence Draw(string text)
    {
        var values = new float[((text.Length * 10) + 4) * 16];
        for (var i = 0; i < text.Length; i++)
        {
            for (var x = (i * 10) + 4; x < (i * 10) + 9; x++)
            {
                values.AsSpan((x * 16) + 2, 3 + (3 * (text[i] - 'a'))).Fill(1);
            }
        }

        return new ColumnSequence(values.Length / 16, 16, values);
    }
}
