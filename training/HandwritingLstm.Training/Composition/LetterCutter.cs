using HandwritingLstm.Ink;
using HandwritingLstm.Text;

namespace HandwritingLstm.Training.Composition;

/// <summary>Cuts the strokes of a line into its letters.</summary>
internal static class LetterCutter
{
    // A stroke narrower than this, in line heights, belongs to one letter: dots, bars, small letters.
    private const float NarrowStroke = 0.35f;

    // Below it, in line heights, a space would vanish when strokes of two words reach over one another.
    private const float LeastSpace = 0.1f;

    // Letters that stand on the baseline in most hands.
    private const string Standing = "acehikmnorsuvwxzbdltABCDEFGHIKLMNOPRSTUVWXYZ";

    /// <summary>The letters of a line, one for each label, as they stand on its baseline.</summary>
    /// <param name="line">The strokes, in line heights.</param>
    /// <param name="labels">The labels of its text; at least one of them is no space.</param>
    /// <param name="places">About where each of them stands, in line heights, ascending.</param>
    /// <param name="alphabet">What the labels mean.</param>
    public static WrittenLetter[] Cut(InkLine line, int[] labels, float[] places, Alphabet alphabet)
    {
        int[] inked = [.. Enumerable.Range(0, labels.Length).Where(k => alphabet[labels[k]] is not " ")];
        var edges = LetterEdges.Between(line, Array.ConvertAll(inked, k => places[k]));
        var parts = Enumerable.Range(0, labels.Length).Select(_ => new List<LetterStroke>()).ToArray();
        for (var s = 0; s < line.Strokes.Count; s++)
        {
            foreach (var (letter, part) in Split(line.Strokes[s], s, edges))
            {
                parts[inked[letter]].Add(part);
            }
        }

        return OnBaseline(Extents(labels, parts), alphabet);
    }

    private static IEnumerable<(int Letter, LetterStroke Part)> Split(InkStroke stroke, int number, float[] edges)
    {
        var letters = StrokeSplit.LettersOf(stroke.X, edges);
        if (stroke.X.Max() - stroke.X.Min() < NarrowStroke)
        {
            var most = letters.CountBy(letter => letter).MaxBy(count => count.Value).Key;
            Array.Fill(letters, most);
        }

        for (var (start, end) = (0, 0); start < letters.Length; start = end)
        {
            while (end < letters.Length && letters[end] == letters[start])
            {
                end++;
            }

            yield return (letters[start], new LetterStroke(number, stroke.X[start..end], stroke.Y[start..end], start > 0, end < letters.Length));
        }
    }

    private static WrittenLetter[] Extents(int[] labels, List<LetterStroke>[] parts)
    {
        var letters = new WrittenLetter[labels.Length];
        var right = 0f; // of the ink so far
        for (var k = 0; k < labels.Length; k++)
        {
            var (from, to) = parts[k].Count > 0 ? (parts[k].Min(part => part.X.Min()), parts[k].Max(part => part.X.Max())) : (right, right);
            letters[k] = new WrittenLetter(labels[k], from, Math.Max(from, to), parts[k]);
            right = to;
        }

        // Neighbours meet half-way; a space, which has no ink, takes what is between.
        for (var k = 1; k < labels.Length; k++)
        {
            if (parts[k].Count > 0 && parts[k - 1].Count > 0)
            {
                var middle = (letters[k - 1].Right + letters[k].Left) / 2;
                (letters[k - 1], letters[k]) = (letters[k - 1] with { Right = middle }, letters[k] with { Left = middle });
            }
            else if (parts[k].Count > 0)
            {
                letters[k - 1] = letters[k - 1] with { Right = Math.Max(letters[k].Left, letters[k - 1].Left + LeastSpace) };
            }
        }

        return letters;
    }

    private static WrittenLetter[] OnBaseline(WrittenLetter[] letters, Alphabet alphabet)
    {
        var feet = letters
            .Where(letter => letter.Strokes.Count > 0 && Standing.Contains(alphabet[letter.Label], StringComparison.Ordinal))
            .Select(letter => ((letter.Left + letter.Right) / 2, letter.Strokes.Max(stroke => stroke.Y.Max()))).ToArray();
        if (feet.Length == 0)
        {
            feet = [.. letters.SelectMany(letter => letter.Strokes).Select(stroke => (stroke.X[0], stroke.Y.Max()))];
        }

        var baseline = WritingBaseline.Through(feet);
        return Array.ConvertAll(letters, letter => letter with
        {
            Strokes = [.. letter.Strokes.Select(stroke => stroke with { Y = [.. stroke.X.Zip(stroke.Y, (x, y) => y - baseline.At(x))] })],
        });
    }
}
