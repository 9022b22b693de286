using HandwritingLstm.Models;
using HandwritingLstm.Training.History;
using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Training.Tests;

[TestClass]
public sealed class TrainingLoopTests : IDisposable
{
    private readonly LineFolder _folder = new LineFolder().With(22).With(6, "valid");
    private readonly RecordedProgress _progress = new();
    private readonly FakeClock _clock = new();
    private readonly FakeClock _processor = new();
    private FakeTrainer? _trainer;

    private Recipe Recipe => new()
    {
        Network = "[1,16,0,1 S1(1x0)1,3 Lbx4 O1c2]",
        Preprocessing = new() { Height = 16 },
        Training = new() { Budget = 6, BatchLines = 4, WarmUpSteps = 5, Threads = 2 },
        Data = new() { Train = _folder.Csv, TrainSplit = "train" },
    };

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Run_makes_as_many_steps_as_its_epochs_have_batches()
    {
        var result = Train(Recipe);

        Assert.AreEqual(TrainingOutcome.Completed, result.Outcome);
        Assert.HasCount(6 * 6, _trainer!.Losses); // 22 lines are 6 batches of at most 4
        Assert.AreEqual(6 * 22, result.Position.Lines);
        Assert.AreEqual(6, result.Position.Epoch);
        Assert.AreEqual(22, _progress.Loaded);
        CollectionAssert.AreEqual(new[] { "linted", "started", "stepped" }, _progress.Events[..3]);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public void Losses_do_not_depend_on_the_number_of_threads(int threads)
    {
        var expected = LossesOf(Recipe, "two");
        CollectionAssert.AreEqual(expected, LossesOf(Recipe with { Training = Recipe.Training with { Threads = threads } }, "other"));
    }

    [TestMethod]
    public void Another_seed_gives_other_losses()
    {
        var expected = LossesOf(Recipe, "one");
        CollectionAssert.AreNotEqual(expected, LossesOf(Recipe with { Training = Recipe.Training with { Seed = 2 } }, "two"));
    }

    [TestMethod]
    [DataRow(1, 3)]
    [DataRow(9, 3)]
    [DataRow(17, 4)]
    [DataRow(31, 1000)] // the checkpoints are those at the ends of the epochs
    public void Killed_run_is_resumed_with_the_same_losses_bit_for_bit(int killedAtStep, int checkpointMinutes)
    {
        var recipe = Recipe with { Training = Recipe.Training with { CheckpointMinutes = checkpointMinutes } };
        var expected = LossesOf(recipe, "whole");
        var expectedRates = _trainer!.LearningRates;
        var whole = File.ReadAllLines(Path.Combine(_folder.Path, "whole", "history.csv"));

        // A checkpoint must exist to resume from: kill after the first one, as a power cut would.
        var isEarly = checkpointMinutes > killedAtStep && killedAtStep < 6;
        Assert.ThrowsExactly<InvalidOperationException>(() => Train(recipe, beforeStep: step => Kill(step, killedAtStep)));
        if (isEarly)
        {
            StringAssert.Contains(Assert.ThrowsExactly<RecognitionException>(() => Train(null)).Message, "no run to resume", StringComparison.Ordinal);
            return;
        }

        var result = Train(null);

        Assert.AreEqual(TrainingOutcome.Completed, result.Outcome);
        Assert.IsLessThan(expected.Length, _trainer!.Losses.Count);
        CollectionAssert.AreEqual(expected[^_trainer.Losses.Count..], _trainer.Losses);
        CollectionAssert.AreEqual(expectedRates[^_trainer.Losses.Count..], _trainer.LearningRates);
        CollectionAssert.AreEqual(
            whole.Select(StepEpochAndLoss).ToArray(), File.ReadAllLines(result.Files.History).Select(StepEpochAndLoss).ToArray());
    }

    [TestMethod]
    public void Stopped_run_finishes_its_step_and_goes_on_where_it_stopped()
    {
        var expected = LossesOf(Recipe, "whole");
        using var stop = new CancellationTokenSource();
        var first = Train(Recipe, beforeStep: step => CancelAt(stop, step, 8), stop: stop.Token);
        var losses = _trainer!.Losses;

        Assert.AreEqual(TrainingOutcome.Interrupted, first.Outcome);
        Assert.HasCount(9, losses);
        Assert.AreEqual(9, first.Position.Step);

        Train(null);
        CollectionAssert.AreEqual(expected, losses.Concat(_trainer!.Losses).ToArray());
    }

    [TestMethod]
    public void Run_stopped_while_loading_makes_no_step()
    {
        var result = Train(Recipe, stop: new CancellationToken(canceled: true));
        Assert.AreEqual(TrainingOutcome.Interrupted, result.Outcome);
        Assert.IsNull(_trainer);
    }

    [TestMethod]
    public void Budget_in_minutes_ends_the_run_and_its_learning_rate()
    {
        var result = Train(Recipe with { Training = Recipe.Training with { Budget = 20, BudgetUnit = TrainingUnit.Minutes, WarmUpSteps = 0 } });

        Assert.HasCount(20, _trainer!.Losses); // a step takes a minute
        Assert.AreEqual(20, result.Position.Minutes, 1e-9);
        Assert.AreEqual(2e-3f, _trainer.LearningRates[0], 1e-9f);
        Assert.IsLessThan(5e-5f, _trainer.LearningRates[^1]);
    }

    [TestMethod]
    public void Dropout_grows_in_the_first_half_of_the_run()
    {
        Train(Recipe with { Training = Recipe.Training with { Budget = 8, BudgetUnit = TrainingUnit.Steps, DropoutGrowth = 0.5 } });

        CollectionAssert.AreEqual(new[] { 0, 0.25f, 0.5f, 0.75f, 1, 1, 1, 1 }, _trainer!.DropoutStrengths);
    }

    [TestMethod]
    [DataRow(TrainingUnit.Minutes, 20)]
    [DataRow(TrainingUnit.CpuMinutes, 40)] // a step takes two threads a minute
    public void Resumed_minutes_count_those_before(TrainingUnit unit, double budget)
    {
        var recipe = Recipe with { Training = Recipe.Training with { Budget = budget, BudgetUnit = unit } };
        using var stop = new CancellationTokenSource();
        Train(recipe, beforeStep: step => CancelAt(stop, step, 11), stop: stop.Token);
        _clock.Advance(TimeSpan.FromDays(3)); // the pause does not count
        _processor.Advance(TimeSpan.FromDays(3));

        var result = Train(null);

        Assert.AreEqual(20, result.Position.Step);
        Assert.AreEqual(20, result.Position.Minutes, 1e-9);
        Assert.AreEqual(40, result.Position.CpuMinutes, 1e-9);
    }

    [TestMethod]
    public void Best_model_is_kept_with_what_reading_needs()
    {
        var result = Train(Recipe with
        {
            Data = Recipe.Data with { Validation = _folder.Csv, ValidationSplit = "valid" },
            Model = new() { Name = "bars", Licence = "none" },
        });
        var model = ModelFile.Load(result.Files.Best);

        Assert.AreEqual("bars", model.Metadata.Name);
        Assert.AreEqual(16, PreprocessingJson.Read(model.Preprocessing).Height);
        CollectionAssert.AreEqual(new[] { "a", "b" }, model.Alphabet.Characters.ToArray());
        Assert.AreEqual(3, model.Spec.LabelCount);
        Assert.HasCount(6, _progress.Validations);
        Assert.AreEqual(6, _progress.Validations[0].Rates!.LineCount);
        // The fake leaves the network as it is, so the first validation stays the best.
        Assert.AreEqual("best", _progress.Events.First(name => name is "best" or "validated"));
        Assert.AreEqual(1, _progress.Events.Count(name => name is "best"));
    }

    [TestMethod]
    public void History_and_curve_lie_beside_the_model()
    {
        var result = Train(Recipe with { Data = Recipe.Data with { Validation = _folder.Csv, ValidationSplit = "valid" } });
        var rows = File.ReadAllLines(result.Files.History);

        Assert.AreEqual(HistoryRow.Header, rows[0]);
        Assert.HasCount(1 + 6 + 1, rows); // the header, six epochs, and step 25
        Assert.IsNotNull(HistoryRow.FromCsv(rows[1])!.CharacterErrorRate);
        Assert.AreEqual(_trainer!.Losses.Take(6).Select(loss => (double)loss).Sum() / 6, HistoryRow.FromCsv(rows[1])!.Loss);
        StringAssert.StartsWith(File.ReadAllText(result.Files.Curve), "<svg", StringComparison.Ordinal);
    }

    [TestMethod]
    public void New_run_does_not_overwrite_another()
    {
        Train(Recipe);
        var message = Assert.ThrowsExactly<RecognitionException>(() => Train(Recipe)).Message;
        StringAssert.Contains(message, "--resume", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Changed_ground_truth_is_not_resumed()
    {
        using var stop = new CancellationTokenSource();
        Train(Recipe, beforeStep: step => CancelAt(stop, step, 3), stop: stop.Token);
        File.WriteAllText(_folder.Csv, File.ReadAllText(_folder.Csv).Replace("line3.pgm,\"", "line3.pgm,\"a", StringComparison.Ordinal));

        var message = Assert.ThrowsExactly<RecognitionException>(() => Train(null)).Message;
        StringAssert.Contains(message, "not those that the run began with", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Damaged_checkpoint_is_named()
    {
        var result = Train(Recipe);
        var bytes = File.ReadAllBytes(result.Files.Checkpoint);
        bytes[^3] ^= 1;
        File.WriteAllBytes(result.Files.Checkpoint, bytes);

        var message = Assert.ThrowsExactly<RecognitionException>(() => Train(null)).Message;
        StringAssert.Contains(message, result.Files.Checkpoint, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Model_is_no_checkpoint()
    {
        var result = Train(Recipe);
        File.Copy(result.Files.Best, result.Files.Checkpoint, overwrite: true);
        StringAssert.Contains(
            Assert.ThrowsExactly<RecognitionException>(() => Train(null)).Message, "is no checkpoint", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Too_many_bad_lines_stop_the_run_before_its_first_step()
    {
        _folder.Add("missing1.pgm", "ab", "train", file: null);
        _folder.Add("missing2.pgm", "ab", "train", file: null);

        var message = Assert.ThrowsExactly<RecognitionException>(() => Train(Recipe)).Message;

        StringAssert.Contains(message, "2 of 24 lines", StringComparison.Ordinal);
        Assert.IsNull(_trainer);
        CollectionAssert.AreEqual(
            new[] { "missing1.pgm", "missing2.pgm" }, _progress.Reports[0].Issues.Select(issue => issue.Id).ToArray());
    }

    [TestMethod]
    public void Few_bad_lines_are_left_out()
    {
        _folder.Add("missing.pgm", "ab", "train", file: null);
        var result = Train(Recipe); // 1 of 23 is 4.3 %

        Assert.AreEqual(6 * 22, result.Position.Lines);
        Assert.HasCount(1, _progress.Reports[0].Issues);
    }

    [TestMethod]
    public void Diverged_loss_ends_the_run_with_a_reason()
    {
        // An infinite learning rate is out of range, so the weights are driven there by their moments.
        var message = Assert.ThrowsExactly<RecognitionException>(() => new TrainingLoop(
            new TrainingRequest(_folder.Run, Recipe), (spec, options) => new DivergingTrainer(new FakeTrainer(spec, options)), _progress, _clock).Run()).Message;
        StringAssert.Contains(message, "peakLearningRate", StringComparison.Ordinal);
    }

    private static void Kill(long step, int at)
    {
        if (step == at)
        {
            throw new InvalidOperationException("killed");
        }
    }

    private static void CancelAt(CancellationTokenSource stop, long step, int at)
    {
        if (step == at)
        {
            stop.Cancel();
        }
    }

    // Minutes and speed are the clock's, the rest must be equal.
    private static string StepEpochAndLoss(string row)
    {
        var cells = row.Split(',');
        return string.Join(',', cells[0], cells[1], cells[3], cells[4], cells[5], cells[7], cells[8]);
    }

    private float[] LossesOf(Recipe recipe, string run)
    {
        Train(recipe, Path.Combine(_folder.Path, run));
        return [.. _trainer!.Losses];
    }

    private TrainingResult Train(
        Recipe? recipe, string? run = null, Action<long>? beforeStep = null, CancellationToken stop = default)
    {
        var loop = new TrainingLoop(
            new TrainingRequest(run ?? _folder.Run, recipe),
            (spec, options) => _trainer = new FakeTrainer(spec, options)
            {
                BeforeStep = step =>
                {
                    beforeStep?.Invoke(step);
                    _clock.Advance(TimeSpan.FromMinutes(1));
                    _processor.Advance(TimeSpan.FromMinutes(2));
                },
            },
            _progress, _clock, _processor);
        return loop.Run(stop);
    }
}
