using System.Globalization;
using System.Numerics.Tensors;
using HandwritingLstm.Network;
using HandwritingLstm.Training;

namespace MemoryTask;

/// <summary>One network of one recurrent layer that learns to remember over a gap.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Gap">Distractors between the symbol and the question.</param>
/// <param name="Steps">Steps of training.</param>
/// <param name="Seed">Seed of the weights and of the sequences.</param>
internal sealed record Trial(RecallCell Cell, int Gap, int Steps, int Seed)
{
    private const int Units = 32;
    private const int BatchLines = 32;
    private const int TestLines = 1000;
    private const float LearningRate = 5e-3f;

    /// <summary>Trains the network.</summary>
    /// <returns>The share of new sequences whose symbol it recalls, 0 to 1.</returns>
    public double Run()
    {
        // A sequence runs down the image, a row a step; the layer keeps its last output alone, and the one column that is
        // left spells one label: all that the network knows of the first row, it has remembered.
        var network = NetworkSpec.Parse(string.Create(
            CultureInfo.InvariantCulture,
            $"[1,{Gap + 1},0,1 W1,{RecallSequences.InputCount} {Cell.Letters}fys{Units} O1c{RecallSequences.SymbolCount + 1}]"));
        using var trainer = new ManagedTrainer(network, new TrainingOptions { Seed = Seed, Threads = 1, WeightDecay = 0, ClipNorm = 1 });
        if (Cell.GatesKnowTheGap)
        {
            trainer.ImportWeights(GateBiases.For(trainer.Network, Cell.Letters, Units, Gap));
        }

        var sequences = new RecallSequences(Gap, Seed);
        for (var step = 0; step < Steps; step++)
        {
            var (images, labels) = sequences.Draw(BatchLines);
            _ = trainer.TrainStep(images, labels, LearningRate);
        }

        var (tests, symbols) = sequences.Draw(TestLines);
        var scores = trainer.Network.Forward(tests);
        var recalled = 0;
        for (var i = 0; i < TestLines; i++)
        {
            var column = scores[i].Column(0);
            recalled += TensorPrimitives.IndexOfMax(column) == symbols[i][0] ? 1 : 0;
        }

        return recalled / (double)TestLines;
    }
}
