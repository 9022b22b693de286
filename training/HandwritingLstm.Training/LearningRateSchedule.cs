namespace HandwritingLstm.Training;

/// <summary>The learning rate over a run: a linear warm-up, the peak, then half a cosine down to a small share of it.</summary>
/// <remarks>
/// Cosine decay: Loshchilov and Hutter, "SGDR", ICLR 2017, section 3, without restarts.
/// The warm-up multiplies the cosine, so the two need no seam: in a run of hours the rate is at its peak after the warm-up.
/// </remarks>
/// <param name="options">The peak, the final share, the warm-up and the budget.</param>
/// <param name="stepsPerEpoch">Batches in one epoch, at least 1.</param>
public sealed class LearningRateSchedule(TrainingOptions options, int stepsPerEpoch)
{
    /// <summary>How much of the budget is spent, 0 to 1; training ends at 1.</summary>
    /// <param name="position">How far the run has come.</param>
    public double Progress(TrainingPosition position)
    {
        ArgumentNullException.ThrowIfNull(position);
        return Math.Clamp(Elapsed(position, options.BudgetUnit) / options.Budget, 0, 1);
    }

    /// <summary>How far a run has come, in a unit.</summary>
    /// <param name="position">How far the run has come.</param>
    /// <param name="unit">The unit.</param>
    public double Elapsed(TrainingPosition position, TrainingUnit unit)
    {
        ArgumentNullException.ThrowIfNull(position);
        return unit switch
        {
            TrainingUnit.Epochs => position.Step / (double)stepsPerEpoch,
            TrainingUnit.Steps => position.Step,
            TrainingUnit.CpuMinutes => position.CpuMinutes,
            _ => position.Minutes,
        };
    }

    /// <summary>The learning rate of the step after <paramref name="step"/> steps.</summary>
    /// <param name="step">Steps made so far.</param>
    /// <param name="progress">How much of the budget is spent, 0 to 1.</param>
    public float LearningRate(long step, double progress)
    {
        var warmUp = options.WarmUpSteps == 0 ? 1 : Math.Min(1, (step + 1) / (double)options.WarmUpSteps);
        var cooled = Math.Max(0, 1 - ((1 - progress) / options.CooldownShare)); // 0 before the rate falls
        var cosine = (1 + Math.Cos(Math.PI * cooled)) / 2; // 1 at the start, 0 at the end
        var share = options.FinalLearningRateShare + ((1 - options.FinalLearningRateShare) * cosine);
        return (float)(options.PeakLearningRate * warmUp * share);
    }
}
