using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Training;

/// <summary>What to train and where to keep it.</summary>
/// <param name="RunFolder">The folder of the run: checkpoint, best model, history and learning curve.</param>
/// <param name="Recipe">The recipe of a new run; null to go on with the run in the folder, which knows its recipe.</param>
public sealed record TrainingRequest(string RunFolder, Recipe? Recipe)
{
    /// <summary>How long a run that is gone on with shall last now, and on how many threads (<see cref="TrainingOptions.WithScheduleOf"/>); null = as it was begun.</summary>
    public TrainingOptions? Schedule { get; init; }
}
