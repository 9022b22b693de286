using HandwritingLstm.Ink;
using HandwritingLstm.Text;

namespace HandwritingLstm.Training.Composition;

/// <summary>Cuts the strokes of a line into its letters.</summary>
internal static class LetterCutter
{
    // A stroke narrower than this, in line heights, is not cut where it passes but one letter's place: dots, bars, small letters.
    private const float NarrowStroke = 0.35f;

    // Letters end at most this far from where strokes are cut, in line heights: bars and tails reach over the next letter.
    private const float Reach = 0.1f;

    // Below it, in line heights, a space would vanish when strokes of two words reach over one another.
    private const float LeastSpace = 0.1f;

    /// <summary>The letters of a line, one for each label, as they stand on its baseline.</summary>
    /// <param name="line">The strokes, in line heights.</param>
    /// <param name="labels">The labels of its text; at least one of them is no space.</param>
    /// <param name="places">About where each of them stands, in line heights, ascending.</param>
    /// <param name="alphabet">What the labels mean.</param>
    public static WrittenLetter[] Cut(InkLine line, int[] labels, float[] places, Alphabet alphabet)
    {
        int[] inked = [.. Enumerable.Range(0, labels.Length).Where(k => alphabet[labels[k]] is not " ")];
        var inkedPlaces = Array.ConvertAll(inked, k => places[k]);
        var edges = LetterEdges.Between(line, inkedPlaces);
        var parts = Enumerable.Range(0, labels.Length).Select(_ => new List<LetterStroke>()).ToArray();
        for (var s = 0; s < line.Strokes.Count; s++)
        {
            foreach (var (letter, part) in Split(line.Strokes[s], s, edges, inkedPlaces))
            {
                parts[inked[letter]].Add(part);
            }
        }

        return OnBaseline(Extents(labels, Certain(parts, inked), inked, edges), alphabet);
    }

    /// <summary>The ink without that of letters beside one that has none, which they may have taken.</summary>
    private static List<LetterStroke>[] Certain(List<LetterStroke>[] parts, int[] inked)
    {
        var lost = inked.Where(k => parts[k].Count == 0).ToHashSet();
        return [.. parts.Select((part, k) => lost.Contains(k - 1) || lost.Contains(k + 1) ? [] : part)];
    }

    private static IEnumerable<(int Letter, LetterStroke Part)> Split(InkStroke stroke, int number, float[] edges, float[] places)
    {
        var letters = StrokeSplit.LettersOf(stroke.X, edges);
        var (left, right) = (stroke.X.Min(), stroke.X.Max());
        if (right - left < NarrowStroke && places.Count(place => place > left && place < right) <= 1)
        {
            Array.Fill(letters, letters.CountBy(letter => letter).MaxBy(count => count.Value).Key);
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

    private static WrittenLetter[] Extents(int[] labels, List<LetterStroke>[] parts, int[] inked, float[] edges)
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
                var edge = edges[Array.BinarySearch(inked, k)];
                var middle = Math.Clamp((letters[k - 1].Right + letters[k].Left) / 2, edge - Reach, edge + Reach);
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
            .Where(letter => letter.Strokes.Count > 0 && WritingBaseline.Carries(alphabet[letter.Label]))
            .Select(letter => ((letter.Left + letter.Right) / 2, letter.Strokes.Max(stroke => stroke.Y.Max()))).ToArray();
        if (feet.Length == 0)
        {
            feet = [.. letters.SelectMany(letter => letter.Strokes).Select(stroke => (stroke.X[0], stroke.Y.Max()))];
        }

        if (feet.Length == 0)
        {
            return letters; // no letter of the line is certain
        }

        var baseline = WritingBaseline.Through(feet);
        return Array.ConvertAll(letters, letter => letter with
        {
            Strokes = [.. letter.Strokes.Select(stroke => stroke with { Y = [.. stroke.X.Zip(stroke.Y, (x, y) => y - baseline.At(x))] })],
        });
    }
}
