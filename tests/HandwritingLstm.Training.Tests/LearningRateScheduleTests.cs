namespace HandwritingLstm.Training.Tests;

[TestClass]
public sealed class LearningRateScheduleTests
{
    private static readonly TrainingOptions _options = new()
    {
        Budget = 10,
        PeakLearningRate = 0.004,
        FinalLearningRateShare = 0.01,
        WarmUpSteps = 4,
    };

    [TestMethod]
    [DataRow(0, 0.001)]
    [DataRow(1, 0.002)]
    [DataRow(3, 0.004)]
    [DataRow(4, 0.004)]
    public void Warm_up_is_linear(long step, double expected) =>
        Assert.AreEqual(expected, new LearningRateSchedule(_options, 100).LearningRate(step, progress: 0), 1e-9);

    [TestMethod]
    [DataRow(0.0, 1.0)]
    [DataRow(0.5, 0.01 + (0.99 * 0.5))]
    [DataRow(1.0 / 3, 0.01 + (0.99 * 0.75))] // cos(60°) = 1/2
    [DataRow(1.0, 0.01)]
    public void Decay_is_half_a_cosine(double progress, double share) =>
        Assert.AreEqual(0.004 * share, new LearningRateSchedule(_options, 100).LearningRate(1000, progress), 1e-9);

    [TestMethod]
    [DataRow(0.0, 1.0)]
    [DataRow(0.8, 1.0)]
    [DataRow(0.9, 0.01 + (0.99 * 0.5))]
    [DataRow(1.0, 0.01)]
    public void Before_the_cool_down_the_rate_is_at_its_peak(double progress, double share) =>
        Assert.AreEqual(0.004 * share, new LearningRateSchedule(_options with { CooldownShare = 0.2 }, 100).LearningRate(1000, progress), 1e-9);

    [TestMethod]
    public void Without_warm_up_the_first_step_has_the_peak() =>
        Assert.AreEqual(0.004f, new LearningRateSchedule(_options with { WarmUpSteps = 0 }, 100).LearningRate(0, 0), 1e-9f);

    [TestMethod]
    [DataRow(TrainingUnit.Epochs, 0.25)]  // 250 of 1,000 steps
    [DataRow(TrainingUnit.Steps, 1.0)]    // 250 of 10 steps
    [DataRow(TrainingUnit.Minutes, 0.75)] // 7.5 of 10 minutes
    [DataRow(TrainingUnit.CpuMinutes, 0.9)]
    public void Progress_is_counted_in_the_unit_of_the_budget(TrainingUnit unit, double expected) =>
        Assert.AreEqual(expected, new LearningRateSchedule(_options with { BudgetUnit = unit }, 100).Progress(new() { Step = 250, Minutes = 7.5, CpuMinutes = 9 }), 1e-12);

    [TestMethod]
    public void Last_step_of_the_last_epoch_ends_the_run()
    {
        // 7 batches and 3 epochs: no rounding may leave 0.9999….
        var schedule = new LearningRateSchedule(_options with { Budget = 3 }, 7);
        Assert.IsLessThan(1, schedule.Progress(new() { Step = 20 }));
        Assert.AreEqual(1, schedule.Progress(new() { Step = 21 }));
    }
}
