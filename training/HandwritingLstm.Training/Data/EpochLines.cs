using HandwritingLstm.Ctc;
using HandwritingLstm.Imaging;
using HandwritingLstm.Training.Composition;
using HandwritingLstm.Training.Recipes;
using HandwritingLstm.Training.Synthesis;

namespace HandwritingLstm.Training.Data;

/// <summary>The lines of an epoch as the network sees them: real ones, distorted or written anew, and behind them synthetic ones.</summary>
/// <remarks>What comes out is a function of recipe, epoch and index alone: nothing is kept from epoch to epoch.</remarks>
internal sealed class EpochLines : IDisposable
{
    private readonly TrainingData _data;
    private readonly LineNormalizer _normalizer;
    private readonly Augmentation _augmentation;
    private readonly InkAugmentation _ink;
    private readonly ComposedLines? _composed;
    private readonly SyntheticLines? _synthetic;
    private readonly int _threads;
    private readonly int _views; // of every line
    private readonly int _maximumColumns;

    /// <summary>The lines of a run.</summary>
    /// <param name="recipe">How lines are distorted, written anew and drawn.</param>
    /// <param name="data">The real lines.</param>
    /// <param name="composed">Writes lines that say something else; null = no line does.</param>
    /// <exception cref="RecognitionException">Fonts or texts of synthetic lines cannot be used.</exception>
    public EpochLines(Recipe recipe, TrainingData data, ComposedLines? composed)
    {
        _data = data;
        _normalizer = new LineNormalizer(recipe.Preprocessing);
        _augmentation = new Augmentation(recipe.Augmentation, recipe.Training.Seed);
        _ink = new InkAugmentation(data.Ink, _normalizer, recipe.Ink, recipe.Paper, recipe.Training.Seed);
        _composed = composed;
        var drawn = recipe.Synthetic.CountBeside(Real.Count);
        _synthetic = drawn > 0 ? recipe.Synthetic.Load(recipe, data.Alphabet) : null;
        Widths = [.. Enumerable.Range(0, Real.Count + drawn).Select(index => ModelOf(index).Ink.ColumnCount)];
        _threads = recipe.Training.Threads;
        _views = recipe.Training.ConsistencyWeight > 0 ? 2 : 1;
        _maximumColumns = recipe.Training.MaximumColumns;
    }

    /// <summary>The widths of all lines in columns: of real ones before they are distorted, of synthetic ones about.</summary>
    public IReadOnlyList<int> Widths { get; }

    private IReadOnlyList<TrainingLine> Real => _data.Training.Lines;

    /// <summary>Prepares the lines of a batch on all cores.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="batch">Indices of lines, as in <see cref="Widths"/>.</param>
    /// <returns>The lines; where two views are drawn together, both of each side by side.</returns>
    /// <exception cref="RecognitionException">No font has the characters of the texts.</exception>
    public PreparedLine[] Prepare(int epoch, int[] batch)
    {
        var lines = new PreparedLine[batch.Length * _views];
        ParallelLoop.Run(batch.Length, _threads, i =>
        {
            var line = (batch[i] < Real.Count ? Compose(epoch, batch[i]) : Draw(epoch, batch[i])) ?? Distort(epoch, batch[i]);
            for (var view = 0; view < _views; view++)
            {
                lines[(i * _views) + view] = _views == 1 ? line : line with { Columns = _augmentation.Vary(line.Columns, epoch, batch[i], view) };
            }
        });
        return lines;
    }

    /// <inheritdoc/>
    public void Dispose() => _synthetic?.Dispose();

    // A line that got too narrow for its text is trained on as it is.
    private PreparedLine Distort(int epoch, int index)
    {
        var line = ModelOf(index);
        var distorted = _ink.Write(line.Id, epoch, index) is { } written
            ? _augmentation.Cover(written, epoch, index)
            : _augmentation.Apply(line.Ink, epoch, index);
        return new(ColumnsOf(distorted) < line.MinimumColumns ? line.Ink.ToColumns() : distorted, line.Labels);
    }

    /// <summary>A line of other words in the hand of a real one; null where the real one is taken.</summary>
    private PreparedLine? Compose(int epoch, int index) =>
        _composed?.Write(epoch, index, Real[index].Labels.Length) is { } composed
        && composed.Draw(_ink, _augmentation, epoch, index) is { } columns
        && columns.ColumnCount <= _maximumColumns
        && ColumnsOf(columns) >= CtcLoss.MinimumColumns(composed.Labels)
        && !LineRecognizer.IsBlank(columns)
            ? new(columns, composed.Labels)
            : null;

    /// <summary>
    /// A synthetic line; null where a font is too narrow for CTC or too wide for the network, or has nothing but paper for the text, or a word was cut inside a label.
    /// </summary>
    private PreparedLine? Draw(int epoch, int index)
    {
        var drawn = _synthetic!.Draw(epoch, index, ModelOf(index).Labels.Length);
        return TryNormalize(drawn.Image) is { } columns
            && _data.Alphabet.TryEncode(drawn.Text, out var labels, out _)
            && ColumnsOf(columns) >= CtcLoss.MinimumColumns(labels)
            && !LineRecognizer.IsBlank(columns)
                ? new(_augmentation.Cover(columns, epoch, index), labels)
                : null;
    }

    private ColumnSequence? TryNormalize(GrayImage drawn)
    {
        try
        {
            return _normalizer.Normalize(drawn);
        }
        catch (RecognitionException)
        {
            return null; // wider than the network takes
        }
    }

    /// <summary>The real line at an index; behind the real ones, that whose length a synthetic line has, so that both fill batches alike.</summary>
    private TrainingLine ModelOf(int index) => Real[index % Real.Count];

    private int ColumnsOf(ColumnSequence line) => _data.Spec.ColumnCountFor(line.ColumnCount);
}
