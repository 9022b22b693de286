using HandwritingLstm.Models;
using HandwritingLstm.Network;
using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Training.Tests;

[TestClass]
public sealed class MeanWithStartTests : IDisposable
{
    private const int Blank = 0;
    private const int LetterA = 1;

    private readonly LineFolder _folder = new LineFolder().With(22).With(6, "valid");
    private readonly RecordedProgress _progress = new();
    private FakeTrainer? _trainer;

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(10, 30, true)] // the mean sees an a in every column, which most texts have
    [DataRow(30, 10, false)] // the mean sees nothing
    public void The_mean_is_kept_if_it_reads_better(int blank, int letter, bool isKept)
    {
        var result = Train(Recipe, blank, letter);

        Assert.AreEqual(TrainingOutcome.Completed, result.Outcome);
        Assert.AreEqual(isKept ? "best" : "validated", _progress.Events.Last(name => name is "best" or "validated"));
        CollectionAssert.AreEqual(isKept ? new[] { blank / 2f, letter / 2f, 0 } : [blank, 0, 0], BiasOf(result));
        Assert.AreEqual(_progress.Validations.Min(status => status.Rates!.Cer), result.Position.BestCharacterErrorRate);

        var row = File.ReadAllLines(result.Files.History)[^1].Split(',');
        Assert.AreEqual(result.Position.BestCharacterErrorRate!.Value, double.Parse(row[7], System.Globalization.CultureInfo.InvariantCulture), 1e-12);
    }

    [TestMethod]
    public void Without_validation_lines_the_mean_is_kept() =>
        CollectionAssert.AreEqual(new float[] { 15, 5, 0 }, BiasOf(Train(Recipe with { Data = Recipe.Data with { Validation = "" } }, 30, 10)));

    [TestMethod]
    public void A_better_mean_does_not_bring_patience_back()
    {
        var result = Train(Recipe with { Training = Recipe.Training with { Patience = 2 } }, 10, 30);

        Assert.AreEqual(TrainingOutcome.Completed, result.Outcome);
        Assert.HasCount(4, _progress.Validations); // the first, two that are not better, and the mean
        Assert.AreEqual("best", _progress.Events.Last(name => name is "best" or "validated"));
        Assert.AreEqual(3, result.Position.Epoch);
    }

    [TestMethod]
    public void A_start_that_does_not_fit_is_refused_before_the_first_step()
    {
        _folder.Add("c.pgm", "c", "train", LineFolder.Bars("a")); // a character that the start does not know
        var message = Assert.ThrowsExactly<RecognitionException>(() => Train(Recipe, 10, 30)).Message;
        StringAssert.Contains(message, "start.safetensors cannot be averaged", StringComparison.Ordinal);
        Assert.IsEmpty(_trainer!.Losses);
    }

    [TestMethod]
    public void A_start_must_be_named()
    {
        var message = Assert.ThrowsExactly<RecognitionException>(() => (Recipe with { Data = Recipe.Data with { From = "" } }).Validate("Here")).Message;
        StringAssert.Contains(message, "\"data.from\" names no model", StringComparison.Ordinal);
    }

    private string Start => Path.Combine(_folder.Path, "start.safetensors");

    private Recipe Recipe => new()
    {
        Network = "[1,16,0,1 S1(1x0)1,3 Lbx4 O1c3]",
        Preprocessing = new() { Height = 16 },
        Training = new() { Budget = 6, BatchLines = 4, WarmUpSteps = 5, Threads = 1, MeanWithStart = true },
        Data = new() { Train = _folder.Csv, TrainSplit = "train", Validation = _folder.Csv, ValidationSplit = "valid", From = Start },
    };

    // The start sees nothing but the letter a, what is trained from it nothing but blanks.
    private TrainingResult Train(Recipe recipe, float blank, float letter)
    {
        using var network = new LineNetwork(NetworkSpec.Parse(recipe.Network), seed: 1);
        var tensors = network.ExportTensors();
        ModelFile.Save(
            Start,
            new Model
            {
                Spec = network.Spec,
                Alphabet = new Text.Alphabet(["a", "b"]),
                Preprocessing = PreprocessingJson.Write(recipe.Preprocessing),
                Metadata = new ModelMetadata(),
                Tensors = Seeing(tensors, LetterA, letter),
            },
            TensorPrecision.F32);
        return new TrainingLoop(
            new TrainingRequest(_folder.Run, recipe),
            (spec, options) => _trainer = new FakeTrainer(spec, options) { BeforeStep = _ => _trainer!.Network.ImportTensors(Seeing(tensors, Blank, blank)) },
            _progress,
            new FakeClock()).Run();
    }

    private static NamedTensor[] Seeing(IReadOnlyList<NamedTensor> tensors, int label, float strength)
    {
        NamedTensor[] zero = [.. tensors.Select(tensor => tensor with { Values = new float[tensor.Values.Length] })];
        zero.Single(IsBias).Values[label] = strength;
        return zero;
    }

    private static float[] BiasOf(TrainingResult result) => ModelFile.Load(result.Files.Best).Tensors.Single(IsBias).Values;

    // Three labels, so the only tensor of three values.
    private static bool IsBias(NamedTensor tensor) => tensor.Values.Length == 3;
}
