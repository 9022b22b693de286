using HandwritingLstm.Ctc;
using HandwritingLstm.Imaging;
using HandwritingLstm.Models;
using HandwritingLstm.Network;
using HandwritingLstm.Text;

namespace HandwritingLstm.Training.Composition;

/// <summary>Finds about where the letters of lines stand whose texts are known: a model reads them.</summary>
internal sealed class LetterPlaces : IDisposable
{
    // The least mean log-probability of a label on the path that spells the text: the model sees something else in lines below it.
    private const double LeastScore = -1;

    private readonly Alphabet _known;
    private readonly LineNetwork _network;

    /// <summary>Loads a model.</summary>
    /// <param name="model">A shipped model's name or a model file; it reads the hands about right.</param>
    /// <param name="threads">Number of threads; 0 = all cores.</param>
    /// <exception cref="RecognitionException">There is no such model, or it is damaged.</exception>
    public LetterPlaces(string model, int threads)
    {
        var loaded = ModelFile.Load(ModelStore.Find(model));
        _known = loaded.Alphabet;
        Preprocessing = PreprocessingJson.Read(loaded.Preprocessing);
        _network = LineNetwork.FromTensors(loaded.Spec, loaded.Tensors, threads);
    }

    /// <summary>How the model wants its lines.</summary>
    public LineNormalizerOptions Preprocessing { get; }

    /// <summary>Number of threads.</summary>
    public int ThreadCount => _network.ThreadCount;

    /// <summary>The middle of each label's columns, in columns from the left edge of the line; null for a line in which the model sees another text.</summary>
    /// <param name="lines">The lines, normalised as the model wants them, with their labels.</param>
    /// <param name="alphabet">What the labels mean.</param>
    public float[]?[] Find(IReadOnlyList<(ColumnSequence Columns, int[] Labels)> lines, Alphabet alphabet)
    {
        var scores = _network.Forward([.. lines.Select(line => line.Columns)]);
        var places = new float[]?[lines.Count];
        ParallelLoop.Run(lines.Count, ThreadCount, i => places[i] = Find(scores[i], lines[i].Columns.ColumnCount, lines[i].Labels, alphabet));
        return places;
    }

    /// <summary>Lines that are normalised already must be so as the model wants them.</summary>
    /// <param name="preprocessing">How they are normalised.</param>
    /// <param name="model">What the model is called in the message.</param>
    /// <exception cref="RecognitionException">They are not.</exception>
    public void RequirePreprocessing(LineNormalizerOptions preprocessing, string model)
    {
        var (own, wanted) = (Preprocessing with { Widening = 1, MaximumColumns = preprocessing.MaximumColumns }, preprocessing with { Widening = 1 });
        if (own != wanted)
        {
            throw new RecognitionException(
                $"The model \"{model}\", which is to find the letters in the line images, prepares lines as {PreprocessingJson.Write(own)}, but the recipe as {PreprocessingJson.Write(wanted)}; name in composed.model one that was trained with the recipe's preprocessing.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private float[]? Find(LabelScores scores, int columnCount, int[] labels, Alphabet alphabet)
    {
        if (!_known.TryEncode(string.Concat(labels.Select(label => alphabet[label])), out var known, out _)
            || known.Length != labels.Length
            || scores.ColumnCount < CtcLoss.MinimumColumns(known))
        {
            return null;
        }

        var path = CtcAlignment.Align(scores, known);
        var perScore = columnCount / (float)scores.ColumnCount;
        return path.Score < LeastScore * labels.Length
            ? null
            : [.. path.Extents().Select(extent => perScore * (extent.FirstColumn + extent.LastColumn + 1) / 2)];
    }
}
