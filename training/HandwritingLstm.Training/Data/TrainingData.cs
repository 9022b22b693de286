using System.Text;
using HandwritingLstm.Evaluation;
using HandwritingLstm.Imaging;
using HandwritingLstm.Ink;
using HandwritingLstm.Network;
using HandwritingLstm.Text;
using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Training.Data;

/// <summary>What a run trains on and validates with, and the network that fits it.</summary>
/// <param name="Spec">The network, with as many labels as the alphabet.</param>
/// <param name="Alphabet">The alphabet.</param>
/// <param name="Training">The training lines.</param>
/// <param name="Ink">The pen strokes of training lines, by id; empty where the recipe names none.</param>
/// <param name="Validation">The validation lines; null where the recipe names none.</param>
public sealed record TrainingData(NetworkSpec Spec, Alphabet Alphabet, LineDataSet Training, IReadOnlyDictionary<string, InkLine> Ink, ValidationSet? Validation)
{
    /// <summary>Reads the ground truth, and loads, checks and normalises its lines on all cores.</summary>
    /// <param name="recipe">Names the ground truth, the preprocessing, the network and the limits.</param>
    /// <param name="alphabet">The alphabet; null = that of the training texts.</param>
    /// <param name="known">The alphabet that the model to begin with knows: its labels come first. Null = there is none.</param>
    /// <param name="progress">Is told of every line, and of what is wrong with the lines.</param>
    /// <param name="stop">Stops the loading.</param>
    /// <exception cref="RecognitionException">The ground truth cannot be read, or too much of it is bad.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was set.</exception>
    public static TrainingData Load(Recipe recipe, Alphabet? alphabet, Alphabet? known, ITrainingProgress progress, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(progress);
        var options = recipe.Training;
        var normalizer = new LineNormalizer(recipe.Preprocessing);

        var source = recipe.Data.Train;
        var truth = GroundTruthSource.Read(source, recipe.Data.TrainSplit);
        if (alphabet is null)
        {
            var ofTexts = Alphabet.FromTexts(truth.Select(line => TextNormalizer.Normalize(line.Text)));
            alphabet = known?.Union(ofTexts) ?? ofTexts;
        }

        var hands = ReadOtherHands(recipe.Data, alphabet);
        if (hands.Count > 0)
        {
            source = $"{source};{recipe.Data.OtherHands}";
            truth = [.. truth, .. hands];
        }

        RequireDirection(source, truth, recipe.Preprocessing.ReadingDirection);
        var spec = NetworkSpec.Parse(recipe.Network).WithLabelCount(alphabet.LabelCount);
        var inspector = new LineInspector(normalizer, spec, alphabet, options.MaximumColumns);
        var training = LineDataSet.Load(source, truth, inspector, options, (done, total) => progress.Loading(source, done, total), stop);
        progress.Linted(training.Report);
        training.Report.ThrowIfUnusable(options.MaximumBadShare);

        return new TrainingData(spec, alphabet, training, LoadInk(recipe.Data.Ink, training), LoadValidation(recipe, progress, stop));
    }

    private static IReadOnlyList<GroundTruthLine> ReadOtherHands(DataOptions data, Alphabet alphabet) => data.OtherHands.Length == 0
        ? []
        : [.. GroundTruthSource.Read(data.OtherHands, data.TrainSplit)
            .Select(line => line with { Text = Transliteration.Spell(line.Text, alphabet) })
            .Where(line => alphabet.TryEncode(line.Text, out _, out _))];

    // Against the columns' direction, CTC cannot learn a text.
    private static void RequireDirection(string source, IReadOnlyList<GroundTruthLine> truth, ReadingDirection direction)
    {
        var letters = truth.Sum(line => line.Text.EnumerateRunes().Count(Rune.IsLetter));
        var fromRight = truth.Sum(line => line.Text.EnumerateRunes().Count(letter => Rune.IsLetter(letter) && BidirectionalKinds.IsRightToLeft(letter)));
        var found = fromRight > letters / 2 ? ReadingDirection.RightToLeft : ReadingDirection.LeftToRight;
        if (letters > 0 && found != direction)
        {
            var (wanted, columns) = found == ReadingDirection.RightToLeft ? ("rightToLeft", "left to right") : ("leftToRight", "right to left");
            throw new RecognitionException(
                $"{source}: {fromRight} of {letters} letters are of scripts that run from right to left, but the recipe's columns run from {columns}; set preprocessing.readingDirection to \"{wanted}\".");
        }
    }

    // Only of lines that are trained on: a file may hold the strokes of validation lines too.
    private static IReadOnlyDictionary<string, InkLine> LoadInk(string path, LineDataSet training)
    {
        if (path.Length == 0)
        {
            return new Dictionary<string, InkLine>(StringComparer.Ordinal);
        }

        var ink = LineInk.Read(path, training.Lines.Distinct().Select(line => line.Id));
        return ink.Count > 0
            ? ink
            : throw new RecognitionException($"{path}: no line has the id of a training line; ids are the names of images without folder and extension.");
    }

    private static ValidationSet? LoadValidation(Recipe recipe, ITrainingProgress progress, CancellationToken stop)
    {
        var source = recipe.Data.Validation;
        if (source.Length == 0)
        {
            return null;
        }

        var options = recipe.Training;
        var truth = GroundTruthSource.Read(source, recipe.Data.ValidationSplit);
        var inspector = new LineInspector(new LineNormalizer(recipe.RecognitionPreprocessing), spec: null, alphabet: null, int.MaxValue);
        var total = options.ValidationLines == 0 ? truth.Count : Math.Min(truth.Count, options.ValidationLines);
        var validation = ValidationSet.Load(source, truth, inspector, options, done => progress.Loading(source, done, total), stop);
        progress.Linted(validation.Report);
        validation.Report.ThrowIfUnusable(options.MaximumBadShare);
        return validation;
    }
}
