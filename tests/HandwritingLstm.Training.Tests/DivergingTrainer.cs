using HandwritingLstm.Imaging;
using HandwritingLstm.Network;

namespace HandwritingLstm.Training.Tests;

/// <summary>An engine whose fourth loss is not a number.</summary>
internal sealed class DivergingTrainer(FakeTrainer trainer) : ILineTrainer
{
    public LineNetwork Network => trainer.Network;

    public long StepCount => trainer.StepCount;

    public float TrainStep(IReadOnlyList<ColumnSequence> lines, IReadOnlyList<int[]> labels, float learningRate, float dropoutStrength = 1)
    {
        var loss = trainer.TrainStep(lines, labels, learningRate);
        return StepCount == 4 ? float.NaN : loss;
    }

    public void ImportWeights(IReadOnlyList<NamedTensor> weights) => trainer.ImportWeights(weights);

    public void Synchronize() => trainer.Synchronize();

    public IReadOnlyList<NamedTensor> ExportState() => trainer.ExportState();

    public void ImportState(IReadOnlyList<NamedTensor> state) => trainer.ImportState(state);

    public void Dispose() => trainer.Dispose();
}
