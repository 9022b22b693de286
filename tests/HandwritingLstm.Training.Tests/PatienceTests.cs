using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Training.Tests;

[TestClass]
public sealed class PatienceTests : IDisposable
{
    private readonly LineFolder _folder = new LineFolder().With(22).With(6, "valid");
    private readonly RecordedProgress _progress = new();

    private Recipe Recipe => new()
    {
        Network = "[1,16,0,1 S1(1x0)1,3 Lbx4 O1c2]",
        Preprocessing = new() { Height = 16 },
        Training = new() { Budget = 20, BatchLines = 4, WarmUpSteps = 5, Threads = 1, Patience = 3 },
        Data = new() { Train = _folder.Csv, TrainSplit = "train", Validation = _folder.Csv, ValidationSplit = "valid" },
    };

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Run_ends_after_so_many_validations_without_a_better_one_resumed_or_not()
    {
        // The fake leaves the network as it is: no validation after the first is better. An epoch has six steps.
        using var stop = new CancellationTokenSource();
        _ = Train(Recipe, stop, stopAtStep: 14);
        Assert.HasCount(2, _progress.Validations);

        var result = Train(null, stop: null, stopAtStep: -1);

        Assert.AreEqual(TrainingOutcome.Completed, result.Outcome);
        Assert.HasCount(4, _progress.Validations);
        Assert.AreEqual(4, result.Position.Epoch);
    }

    private TrainingResult Train(Recipe? recipe, CancellationTokenSource? stop, long stopAtStep) => new TrainingLoop(
        new TrainingRequest(_folder.Run, recipe),
        (spec, options) => new FakeTrainer(spec, options)
        {
            BeforeStep = step =>
            {
                if (step == stopAtStep)
                {
                    stop?.Cancel();
                }
            },
        },
        _progress,
        new FakeClock()).Run(stop?.Token ?? CancellationToken.None);
}
