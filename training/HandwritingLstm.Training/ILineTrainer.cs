using HandwritingLstm.Imaging;
using HandwritingLstm.Network;

namespace HandwritingLstm.Training;

/// <summary>
/// The seam between the training loop and an engine: one step on a batch of lines, and the state that a checkpoint keeps.
/// </summary>
public interface ILineTrainer : IDisposable
{
    /// <summary>The network that is trained; validation and export read its weights after <see cref="Synchronize"/>.</summary>
    LineNetwork Network { get; }

    /// <summary>Number of steps made so far; part of the state.</summary>
    long StepCount { get; }

    /// <summary>Whether a step leaves the processor idle, so that the lines of the next step may be prepared meanwhile.</summary>
    bool LeavesProcessorIdle => false;

    /// <summary>Forward, CTC loss, backward, clipping and one AdamW update.</summary>
    /// <param name="lines">The lines of the batch, of any widths and in any order; with <see cref="TrainingOptions.ConsistencyWeight"/> two views of each, side by side.</param>
    /// <param name="labels">The labels of each line, without blanks.</param>
    /// <param name="learningRate">The learning rate of this step.</param>
    /// <param name="dropoutStrength">Every dropout's probability is multiplied by this, 0 to 1.</param>
    /// <returns>The batch's mean loss per line, natural log divided by the line's number of labels.</returns>
    float TrainStep(IReadOnlyList<ColumnSequence> lines, IReadOnlyList<int[]> labels, float learningRate, float dropoutStrength = 1);

    /// <summary>Begins with other weights than random ones; the optimiser stays as it is.</summary>
    /// <param name="weights">All weights and running statistics of <see cref="Network"/>, by name.</param>
    /// <exception cref="RecognitionException">A tensor is missing or has another shape.</exception>
    void ImportWeights(IReadOnlyList<NamedTensor> weights);

    /// <summary>Brings the weights of this trainer into <see cref="Network"/>.</summary>
    void Synchronize();

    /// <summary>
    /// The complete state as named tensors: weights and running statistics under their own names,
    /// optimiser moments as <c>adamw.m.NAME</c> and <c>adamw.v.NAME</c>, and <c>adamw.step</c>.
    /// </summary>
    IReadOnlyList<NamedTensor> ExportState();

    /// <summary>Restores what <see cref="ExportState"/> returned, bit for bit.</summary>
    /// <exception cref="RecognitionException">A tensor is missing or has another shape.</exception>
    void ImportState(IReadOnlyList<NamedTensor> state);
}
