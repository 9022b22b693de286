namespace HandwritingLstm.Training;

/// <summary>How far a run has come: everything that is not in the trainer's state.</summary>
public sealed record TrainingPosition
{
    /// <summary>Epochs completed.</summary>
    public int Epoch { get; init; }

    /// <summary>Batches made in the current epoch.</summary>
    public int Batch { get; init; }

    /// <summary>Steps made.</summary>
    public long Step { get; init; }

    /// <summary>Lines seen.</summary>
    public long Lines { get; init; }

    /// <summary>Minutes trained, validation included, all sessions together.</summary>
    public double Minutes { get; init; }

    /// <summary>Minutes of processor time, those of all threads added up, all sessions together.</summary>
    public double CpuMinutes { get; init; }

    /// <summary>Sum of the losses of the steps since the last row of the history.</summary>
    public double LossSum { get; init; }

    /// <summary>Number of steps since the last row of the history.</summary>
    public int LossSteps { get; init; }

    /// <summary>When the last validation was, in the unit of <see cref="TrainingOptions.ValidateUnit"/>.</summary>
    public double ValidatedAt { get; init; }

    /// <summary>Validations since the best one.</summary>
    public int ValidationsSinceBest { get; init; }

    /// <summary>The best validation CER so far as a fraction; null before the first validation.</summary>
    public double? BestCharacterErrorRate { get; init; }
}
