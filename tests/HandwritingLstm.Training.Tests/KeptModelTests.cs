using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Training.Tests;

/// <summary>The best model is neither lost nor replaced by a worse one, whenever a run is stopped or killed.</summary>
[TestClass]
public sealed class KeptModelTests : IDisposable
{
    private readonly LineFolder _folder = new LineFolder().With(22).With(6, "valid");
    private readonly RecordedProgress _progress = new();

    private Recipe Recipe => new()
    {
        Network = "[1,16,0,1 S1(1x0)1,3 Lbx4 O1c2]",
        Preprocessing = new() { Height = 16 },
        Training = new() { Budget = 6, BatchLines = 4, WarmUpSteps = 5, Threads = 1 },
        Data = new() { Train = _folder.Csv, TrainSplit = "train", Validation = _folder.Csv, ValidationSplit = "valid" },
    };

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Run_that_is_stopped_at_its_last_step_is_validated_nevertheless()
    {
        using var stop = new CancellationTokenSource();
        var recipe = Recipe with { Training = Recipe.Training with { ValidateEvery = 100 } };
        var result = Train(recipe, step => At(step, 35, stop.Cancel), stop.Token); // six epochs of six steps

        Assert.AreEqual(TrainingOutcome.Completed, result.Outcome);
        Assert.HasCount(1, _progress.Validations);
        Assert.IsTrue(File.Exists(result.Files.Best));
    }

    [TestMethod]
    public void The_best_model_is_in_a_checkpoint_at_once()
    {
        // The first validation is that of step 25, one after the end of an epoch.
        var training = Recipe.Training with { Budget = 100, ValidateEvery = 25, ValidateUnit = TrainingUnit.Steps, CheckpointMinutes = 1000 };
        Assert.ThrowsExactly<InvalidOperationException>(() => Train(
            Recipe with { Training = training }, step => At(step, 26, () => throw new InvalidOperationException("killed"))));

        var position = Checkpoint.Read(new RunFolder(_folder.Run).Checkpoint).Position;
        Assert.AreEqual(25, position.Step);
        Assert.IsNotNull(position.BestCharacterErrorRate);
    }

    private static void At(long step, long when, Action what)
    {
        if (step == when)
        {
            what();
        }
    }

    private TrainingResult Train(Recipe recipe, Action<long> beforeStep, CancellationToken stop = default) => new TrainingLoop(
        new TrainingRequest(_folder.Run, recipe),
        (spec, options) => new FakeTrainer(spec, options) { BeforeStep = beforeStep },
        _progress,
        new FakeClock()).Run(stop);
}
