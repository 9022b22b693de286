using HandwritingLstm.Imaging;
using HandwritingLstm.Ink;
using HandwritingLstm.Text;

namespace HandwritingLstm.Training.Composition;

/// <summary>Finds the strokes of every letter of a line whose text is known: a model reads the line, and its strokes are cut where it changes letters.</summary>
/// <param name="places">The model; it reads the hands about right.</param>
internal sealed class LetterFinder(LetterPlaces places)
{
    private static readonly InkPen _pen = new() { LineHeight = 64, Width = 3 };

    private readonly LineNormalizer _normalizer = new(places.Preprocessing);

    /// <summary>Finds the letters of some lines, on all threads.</summary>
    /// <param name="lines">The lines, each with its strokes and its labels.</param>
    /// <param name="alphabet">What the labels mean.</param>
    /// <returns>The letters of each line, one for each label; null where the model cannot find the text in it.</returns>
    public IReadOnlyList<WrittenLetter>?[] Find(IReadOnlyList<(InkLine Ink, int[] Labels)> lines, Alphabet alphabet)
    {
        var drawn = new DrawnLine?[lines.Count];
        ParallelLoop.Run(lines.Count, places.ThreadCount, i => drawn[i] = Draw(lines[i].Ink));
        int[] usable = [.. Enumerable.Range(0, lines.Count).Where(i => drawn[i] is not null)];
        var found = places.Find([.. usable.Select(i => (drawn[i]!.Columns, lines[i].Labels))], alphabet);
        var letters = new IReadOnlyList<WrittenLetter>?[lines.Count];
        ParallelLoop.Run(usable.Length, places.ThreadCount, k =>
        {
            var (line, labels) = (drawn[usable[k]]!, lines[usable[k]].Labels);
            if (found[k] is { } columns)
            {
                letters[usable[k]] = LetterCutter.Cut(line.Upright, labels, Array.ConvertAll(columns, line.ToLineHeights), alphabet);
            }
        });
        return letters;
    }

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

    private sealed record DrawnLine(InkLine Upright, ColumnSequence Columns)
    {
        public float ToLineHeights(float column) =>
            (Columns.SourceLeft + (Columns.SourcePixelsPerColumn * column) - InkRenderer.Edge(_pen)) / _pen.LineHeight;
    }
}
