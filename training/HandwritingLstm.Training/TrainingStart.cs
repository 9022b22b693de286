using HandwritingLstm.Network;
using HandwritingLstm.Text;

namespace HandwritingLstm.Training;

/// <summary>What a run begins, or goes on, with.</summary>
/// <param name="Spec">The network.</param>
/// <param name="Alphabet">The alphabet.</param>
/// <param name="TrainingLines">Usable training lines.</param>
/// <param name="ValidationLines">Usable validation lines.</param>
/// <param name="DataBytes">Memory that the training lines take.</param>
/// <param name="BatchCount">Batches in an epoch.</param>
/// <param name="Position">Where the run goes on; all zero for a new run.</param>
public sealed record TrainingStart(
    NetworkSpec Spec,
    Alphabet Alphabet,
    int TrainingLines,
    int ValidationLines,
    long DataBytes,
    int BatchCount,
    TrainingPosition Position);
