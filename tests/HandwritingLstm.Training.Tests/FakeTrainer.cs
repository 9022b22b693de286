using HandwritingLstm.Imaging;
using HandwritingLstm.Network;

namespace HandwritingLstm.Training.Tests;

/// <summary>
/// An engine of eight weights whose loss depends on every pixel, every label, the learning rates and the order of all
/// batches so far: if a resumed run differs anywhere, its losses differ.
/// </summary>
internal sealed class FakeTrainer(NetworkSpec spec, TrainingOptions options) : ILineTrainer
{
    private readonly float[] _weights = [.. Enumerable.Range(0, 8).Select(i => 0.1f * (i + options.Seed))];
    private readonly float[] _moments = new float[8];

    /// <summary>The loss of every step.</summary>
    public List<float> Losses { get; } = [];

    /// <summary>The learning rate of every step.</summary>
    public List<float> LearningRates { get; } = [];

    /// <summary>The strength of dropout in every step.</summary>
    public List<float> DropoutStrengths { get; } = [];

    /// <summary>Called before every step, with the number of steps made.</summary>
    public Action<long> BeforeStep { get; init; } = _ => { };

    public LineNetwork Network { get; } = new(spec, options.Seed);

    public long StepCount { get; private set; }

    public float TrainStep(IReadOnlyList<ColumnSequence> lines, IReadOnlyList<int[]> labels, float learningRate, float dropoutStrength = 1)
    {
        BeforeStep(StepCount);
        var loss = 0f;
        for (var i = 0; i < lines.Count; i++)
        {
            var values = lines[i].Values;
            for (var k = 0; k < values.Length; k++)
            {
                var weight = k % 8;
                var error = (_weights[weight] * values[k]) - (0.01f * labels[i][k % labels[i].Length]);
                loss += error * error / values.Length;
                _moments[weight] = (0.9f * _moments[weight]) + (error * values[k] / values.Length);
            }
        }

        for (var weight = 0; weight < 8; weight++)
        {
            _weights[weight] -= learningRate * _moments[weight];
        }

        StepCount++;
        Losses.Add(loss / lines.Count);
        LearningRates.Add(learningRate);
        DropoutStrengths.Add(dropoutStrength);
        return loss / lines.Count;
    }

    public void ImportWeights(IReadOnlyList<NamedTensor> weights) => Network.ImportTensors(weights);

    public void Synchronize()
    {
    }

    public IReadOnlyList<NamedTensor> ExportState() =>
    [
        new("weights", [8], [.. _weights]),
        new("moments", [8], [.. _moments]),
        new("step", [1], [StepCount]),
    ];

    public void ImportState(IReadOnlyList<NamedTensor> state)
    {
        Tensor("weights").CopyTo(_weights, 0);
        Tensor("moments").CopyTo(_moments, 0);
        StepCount = (long)Tensor("step")[0];

        float[] Tensor(string name) => state.Single(tensor => string.Equals(tensor.Name, name, StringComparison.Ordinal)).Values;
    }

    public void Dispose() => Network.Dispose();
}
