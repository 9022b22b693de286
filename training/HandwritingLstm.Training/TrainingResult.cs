namespace HandwritingLstm.Training;

/// <summary>What a run came to.</summary>
/// <param name="Outcome">Whether the budget is spent.</param>
/// <param name="Position">How far the run has come.</param>
/// <param name="Files">Where its files are.</param>
public sealed record TrainingResult(TrainingOutcome Outcome, TrainingPosition Position, RunFolder Files);
