using HandwritingLstm.Ctc;
using HandwritingLstm.Imaging;
using HandwritingLstm.Ink;
using HandwritingLstm.Models;
using HandwritingLstm.Network;
using HandwritingLstm.Text;

namespace HandwritingLstm.Training.Composition;

/// <summary>Finds the strokes of every letter of a line whose text is known: a model reads the line, and its strokes are cut where it changes letters.</summary>
internal sealed class LetterFinder : IDisposable
{
    // The least mean log-probability of a label on the path that spells the text: the model sees something else in lines below it.
    private const double LeastScore = -1;

    private static readonly InkPen _pen = new() { LineHeight = 64, Width = 3 };

    private readonly Alphabet _known;
    private readonly LineNormalizer _normalizer;
    private readonly LineNetwork _network;

    /// <summary>Loads a model.</summary>
    /// <param name="model">A shipped model's name or a model file; it reads the hands about right.</param>
    /// <param name="threads">Number of threads; 0 = all cores.</param>
    /// <exception cref="RecognitionException">There is no such model, or it is damaged.</exception>
    public LetterFinder(string model, int threads)
    {
        var loaded = ModelFile.Load(ModelStore.Find(model));
        _known = loaded.Alphabet;
        _normalizer = new LineNormalizer(PreprocessingJson.Read(loaded.Preprocessing));
        _network = LineNetwork.FromTensors(loaded.Spec, loaded.Tensors, threads);
    }

    /// <summary>Finds the letters of some lines, on all threads.</summary>
    /// <param name="lines">The lines, each with its strokes and its labels.</param>
    /// <param name="alphabet">What the labels mean.</param>
    /// <returns>The letters of each line, one for each label; null where the model cannot find the text in it.</returns>
    public IReadOnlyList<WrittenLetter>?[] Find(IReadOnlyList<(InkLine Ink, int[] Labels)> lines, Alphabet alphabet)
    {
        var drawn = new DrawnLine?[lines.Count];
        ParallelLoop.Run(lines.Count, _network.ThreadCount, i => drawn[i] = Draw(lines[i].Ink));
        int[] usable = [.. Enumerable.Range(0, lines.Count).Where(i => drawn[i] is not null)];
        var scores = _network.Forward([.. usable.Select(i => drawn[i]!.Columns)]);
        var letters = new IReadOnlyList<WrittenLetter>?[lines.Count];
        ParallelLoop.Run(usable.Length, _network.ThreadCount, k =>
        {
            var (line, labels) = (drawn[usable[k]]!, lines[usable[k]].Labels);
            if (Places(scores[k], line.Columns, labels, alphabet) is { } places)
            {
                letters[usable[k]] = LetterCutter.Cut(line.Upright, labels, places, alphabet);
            }
        });
        return letters;
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    /// <summary>The line as the model sees it; null where it is too large to be one.</summary>
    private DrawnLine? Draw(InkLine line)
    {
        try
        {
            var upright = Upright(line);
            return new DrawnLine(upright, _normalizer.Normalize(InkRenderer.Draw(upright, _pen)));
        }
        catch (RecognitionException)
        {
            return null;
        }
    }

    /// <summary>The line without its slant, in line heights from its left edge.</summary>
    private static InkLine Upright(InkLine line)
    {
        var slant = SlantCorrector.Estimate(StrokePixels.Find(PaperNormalizer.Normalize(InkRenderer.Draw(line, _pen))));
        var sheared = line.Strokes.Select(stroke =>
            (X: Array.ConvertAll([.. stroke.X.Zip(stroke.Y)], point => (point.First + (slant * point.Second)) / line.Height),
            Y: Array.ConvertAll(stroke.Y, y => y / line.Height))).ToArray();
        var left = sheared.Min(stroke => stroke.X.Min());
        return new InkLine(line.Id, line.Text, 1, [.. sheared.Select(stroke => new InkStroke(Array.ConvertAll(stroke.X, x => x - left), stroke.Y))]);
    }

    /// <summary>The middle of each label's columns, in line heights; null where the model sees another text.</summary>
    private float[]? Places(LabelScores scores, ColumnSequence columns, int[] labels, Alphabet alphabet)
    {
        if (!_known.TryEncode(string.Concat(labels.Select(label => alphabet[label])), out var known, out _)
            || known.Length != labels.Length
            || scores.ColumnCount < CtcLoss.MinimumColumns(known))
        {
            return null;
        }

        var path = CtcAlignment.Align(scores, known);
        if (path.Score < LeastScore * labels.Length)
        {
            return null;
        }

        var perColumn = columns.ColumnCount / (float)scores.ColumnCount * columns.SourcePixelsPerColumn;
        return [.. path.Extents().Select(extent =>
            (columns.SourceLeft + (perColumn * (extent.FirstColumn + extent.LastColumn + 1) / 2) - InkRenderer.Edge(_pen)) / _pen.LineHeight)];
    }

    private sealed record DrawnLine(InkLine Upright, ColumnSequence Columns);
}
