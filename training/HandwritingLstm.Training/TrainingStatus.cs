using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Training;

/// <summary>What a progress display shows.</summary>
/// <param name="Position">How far the run has come.</param>
/// <param name="Progress">How much of the budget is spent, 0 to 1.</param>
/// <param name="BatchCount">Batches in an epoch.</param>
/// <param name="Loss">Running mean of the loss: natural log per label.</param>
/// <param name="LearningRate">Learning rate of the last step.</param>
/// <param name="LinesPerSecond">Training speed of this session, validation excluded.</param>
/// <param name="Remaining">How long the run will still take; null while this is unknown.</param>
/// <param name="Rates">The last validation of this session; null before it.</param>
public sealed record TrainingStatus(
    TrainingPosition Position,
    double Progress,
    int BatchCount,
    double Loss,
    double LearningRate,
    double LinesPerSecond,
    TimeSpan? Remaining,
    ErrorRates? Rates);
