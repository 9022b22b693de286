using HandwritingLstm.Evaluation;
using HandwritingLstm.Models;
using HandwritingLstm.Training.Data;
using HandwritingLstm.Training.Recipes;
using HandwritingLstm.Training.Tests.Synthesis;

namespace HandwritingLstm.Training.Tests;

/// <summary>The loop around the real engine: batch statistics, dropout, AdamW and the best model must all be resumed.</summary>
[TestClass]
public sealed class ManagedResumeTests : IDisposable
{
    private readonly LineFolder _folder = new LineFolder().With(10).With(3, "valid");
    private readonly RecordedProgress _progress = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Run_stopped_in_mid_epoch_has_the_losses_and_models_of_an_unbroken_one()
    {
        var whole = Train(Recipe, "whole");

        using var stop = new CancellationTokenSource();
        Train(Recipe, "broken", stop, stopAtStep: 5); // the second epoch has steps 4 to 6
        var broken = Train(null, "broken");

        Assert.AreEqual(TrainingOutcome.Completed, broken.Outcome);
        CollectionAssert.AreEqual(Rows(whole), Rows(broken));
        CollectionAssert.AreEqual(State(whole), State(broken));
    }

    [TestMethod]
    public void Run_with_synthetic_lines_growing_dropout_and_batches_of_columns_is_resumed_bit_for_bit()
    {
        _folder.Add("space.pgm", "a b", "train", LineFolder.Bars("a b"));
        var (font, texts) = (Path.Combine(_folder.Path, "font.ttf"), Path.Combine(_folder.Path, "words.txt"));
        File.WriteAllBytes(font, TestFont.TrueType);
        File.WriteAllText(texts, "abba a ba baab b aabb ab abb");
        var recipe = Recipe with
        {
            Synthetic = new() { Share = 0.4, Fonts = font, Texts = texts },
            Training = Recipe.Training with { BatchColumns = 400, DropoutGrowth = 0.6 },
        };
        var whole = Train(recipe, "whole");

        using var stop = new CancellationTokenSource();
        Train(recipe, "broken", stop, stopAtStep: 5);
        var broken = Train(null, "broken");

        Assert.AreEqual(3 * 18, whole.Position.Lines); // 11 real lines and 7 drawn ones in each of three epochs
        CollectionAssert.AreEqual(Rows(whole), Rows(broken));
        CollectionAssert.AreEqual(State(whole), State(broken));
    }

    [TestMethod]
    public void Run_in_pairs_of_views_is_resumed_bit_for_bit_also_with_a_budget_that_it_was_not_begun_with()
    {
        var recipe = Recipe with { Training = Recipe.Training with { ConsistencyWeight = 0.3, CooldownShare = 0.4 } };
        var whole = Train(recipe, "whole");
        Train(recipe with { Training = recipe.Training with { Budget = 6, CooldownShare = 0.01 } }, "broken", stop: new(), stopAtStep: 4); // the rate is at its peak
        var broken = new TrainingLoop(
            new TrainingRequest(Path.Combine(_folder.Path, "broken"), null) { Schedule = recipe.Training }, (spec, options) => new ManagedTrainer(spec, options), _progress).Run();

        Assert.AreEqual(30, whole.Position.Lines); // a line counts once, however often it is viewed
        CollectionAssert.AreEqual(Rows(whole), Rows(broken));
        CollectionAssert.AreEqual(State(whole), State(broken));
    }

    [TestMethod]
    [DataRow(1.0)]
    [DataRow(1.4)]
    public void Validation_finds_what_reading_with_the_best_model_finds(double widening)
    {
        var result = Train(Recipe with { Training = Recipe.Training with { RecognitionWidening = widening } }, "run");
        var truth = GroundTruthSource.Read(_folder.Csv, "valid");

        using var recognizer = LineRecognizer.Load(result.Files.Best);
        var read = truth.Select(line => new Prediction(line.Image, recognizer.Read(line.ImagePath).Text, null, 0)).ToList();

        Assert.AreEqual(EvaluationReport.Of(truth, read).Overall.Cer, result.Position.BestCharacterErrorRate);
        Assert.AreEqual(widening, PreprocessingJson.Read(ModelFile.Load(result.Files.Best).Preprocessing).Widening);
    }

    private Recipe Recipe => new()
    {
        Network = "[1,16,0,1 Cr3,3,6 Bn Mp2,2 Yboth Do0.2 Lbx5 Do0.2 O1c2]",
        Preprocessing = new() { Height = 16 },
        Training = new() { Budget = 3, BatchLines = 4, WarmUpSteps = 3, PeakLearningRate = 0.02, Threads = 1 },
        Data = new() { Train = _folder.Csv, TrainSplit = "train", Validation = _folder.Csv, ValidationSplit = "valid" },
    };

    // Minutes and speed differ from run to run.
    private static string[] Rows(TrainingResult result) =>
        [.. File.ReadAllLines(result.Files.History).Select(row => row.Split(',')).Select(cells => string.Join(',', cells[0], cells[4], cells[5], cells[7], cells[8]))];

    private static float[] State(TrainingResult result) =>
        [.. Checkpoint.Read(result.Files.Checkpoint).State.SelectMany(tensor => tensor.Values)];

    private TrainingResult Train(Recipe? recipe, string run, CancellationTokenSource? stop = null, int stopAtStep = -1)
    {
        var progress = new StoppingProgress(_progress, status => StopAt(stop, status.Position.Step, stopAtStep));
        return new TrainingLoop(
            new TrainingRequest(Path.Combine(_folder.Path, run), recipe), (spec, options) => new ManagedTrainer(spec, options), progress)
            .Run(stop?.Token ?? CancellationToken.None);
    }

    private static void StopAt(CancellationTokenSource? stop, long step, int stopAtStep)
    {
        if (step == stopAtStep)
        {
            stop!.Cancel();
        }
    }

    private sealed class StoppingProgress(RecordedProgress inner, Action<TrainingStatus> stepped) : ITrainingProgress
    {
        public void Loading(string source, int loaded, int total) => inner.Loading(source, loaded, total);

        public void Linted(LintReport report) => inner.Linted(report);

        public void Started(TrainingStart start) => inner.Started(start);

        public void Stepped(TrainingStatus status) => stepped(status);

        public void Validated(TrainingStatus status, bool isBest) => inner.Validated(status, isBest);

        public void Saved(string path) => inner.Saved(path);
    }
}
