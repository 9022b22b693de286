namespace HandwritingLstm.Training;

/// <summary>How a run ended.</summary>
public enum TrainingOutcome
{
    /// <summary>The budget is spent.</summary>
    Completed,

    /// <summary>The run was stopped; it can be resumed if the first step had been made.</summary>
    Interrupted,
}
