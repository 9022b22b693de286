using System.Numerics.Tensors;
using HandwritingLstm.Text;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Composition;

/// <summary>Cuts a normalised line image into its letters.</summary>
internal static class ScanCutter
{
    // Ink of a column, in rows, below which it counts as paper; between words, above the ruled lines that all columns there have.
    private const float Paper = 0.75f;

    // Ink of columns between words, in rows, above which words touch.
    private const float RuledLines = 3;

    // Columns of paper, of the line's height, below which two words are not told apart.
    private const float LeastSpace = 0.1f;

    // Columns of paper, of the line's height, above which it is no space between words but one of the page, such as that before a date.
    private const float LargestSpace = 2;

    // Where a line without a letter that stands on its baseline has it, in line heights from above: below the middle by half a small letter.
    private const float UsualBaseline = 0.67f;

    // Values from which on a pixel counts where the ink's darkness is measured.
    private const byte Ink = 64;

    // Of a cut at the place of a letter, in rows of ink that it cuts: the middle between two letters is worth that much less.
    private const float DistanceCost = 4;

    /// <summary>The letters of some lines, on all threads; null for one in which the model sees another text.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="places">The model that finds about where their letters stand.</param>
    /// <param name="alphabet">What their labels mean.</param>
    public static IReadOnlyList<ScanLetter>?[] Cut(IReadOnlyList<TrainingLine> lines, LetterPlaces places, Alphabet alphabet)
    {
        var found = places.Find([.. lines.Select(line => (line.Ink.ToColumns(), line.Labels))], alphabet);
        var letters = new IReadOnlyList<ScanLetter>?[lines.Count];
        ParallelLoop.Run(lines.Count, places.ThreadCount, i => letters[i] = found[i] is { } columns ? Cut(lines[i].Ink, lines[i].Labels, columns, alphabet) : null);
        return letters;
    }

    /// <summary>The letters of a line, one for each label; spaces have the paper between two letters, or no columns where there is none.</summary>
    /// <param name="line">The line.</param>
    /// <param name="labels">The labels of its text.</param>
    /// <param name="places">About where each of them stands, in columns, ascending.</param>
    /// <param name="alphabet">What the labels mean.</param>
    public static ScanLetter[] Cut(QuantizedColumns line, int[] labels, float[] places, Alphabet alphabet)
    {
        var ink = InkOf(line);
        var darkness = DarknessOf(line);
        int[] inked = [.. Enumerable.Range(0, labels.Length).Where(k => alphabet[labels[k]] is not " ")];
        var letters = Array.ConvertAll(labels, label => new ScanLetter(label, line, 0, 0, HasInk: false, darkness));
        var (first, last) = (Math.Max(0, Array.FindIndex(ink, value => value >= Paper)), Array.FindLastIndex(ink, value => value >= Paper));
        foreach (var (i, k) in inked.Index())
        {
            // Up to the next letter of the word, up to the space before the next one, or to the end.
            var next = i + 1 < inked.Length ? inked[i + 1] : labels.Length;
            var (end, behind) = next == labels.Length ? (last + 1, last + 1)
                : next == k + 1 ? Cut(ink, Column(places[k]), Column(places[next]))
                : Gap(ink, Column(places[k]), Column(places[next]));
            (end, behind) = (Math.Max(end, first), Math.Max(behind, first));
            letters[k] = letters[k] with { First = first, End = end, HasInk = ink.AsSpan(first, end - first).ContainsAnyInRange(Paper, float.MaxValue) };
            for (var space = k + 1; space < next; space++)
            {
                var hasRoom = space == k + 1 && (behind - end) / (float)line.Height is >= LeastSpace and <= LargestSpace;
                letters[space] = letters[space] with { First = hasRoom ? end : behind, End = behind };
            }

            first = behind;
        }

        // Letters beside one that was not found may have taken its ink.
        var lost = inked.Where(k => !letters[k].HasInk).ToHashSet();
        return OnBaseline([.. letters.Select((letter, k) => lost.Contains(k - 1) || lost.Contains(k + 1) ? letter with { HasInk = false } : letter)], alphabet);

        int Column(float place) => Math.Clamp((int)place, 0, ink.Length - 1);
    }

    /// <summary>The letters, which know the row that they stand on.</summary>
    private static ScanLetter[] OnBaseline(ScanLetter[] letters, Alphabet alphabet)
    {
        var feet = letters
            .Where(letter => letter.HasInk && WritingBaseline.Carries(alphabet[letter.Label]))
            .Select(letter => ((letter.First + letter.End) / (2f * letter.Line.Height), letter.Shape.Foot)).ToArray();
        if (feet.Length == 0)
        {
            feet = [(0, UsualBaseline)];
        }

        var baseline = WritingBaseline.Through(feet);
        return Array.ConvertAll(letters, letter => letter with { Baseline = letter.Line.Height * baseline.At((letter.First + letter.End) / (2f * letter.Line.Height)) });
    }

    private static float[] InkOf(QuantizedColumns line)
    {
        var ink = new float[line.ColumnCount];
        for (var i = 0; i < line.Values.Length; i++)
        {
            ink[i / line.Height] += line.Values[i] / 255f;
        }

        return ink;
    }

    private static float DarknessOf(QuantizedColumns line)
    {
        var (sum, count) = (0L, 0);
        foreach (var value in line.Values)
        {
            if (value >= Ink)
            {
                sum += value;
                count++;
            }
        }

        return count == 0 ? 0 : sum / (255f * count);
    }

    /// <summary>The column between two letters of a word that has the least ink; both parts meet there.</summary>
    private static (int Left, int Right) Cut(float[] ink, int from, int to)
    {
        var (best, bestCost) = (to, float.PositiveInfinity);
        for (var t = from + 1; t <= to; t++)
        {
            var cost = ink[t] + (DistanceCost * MathF.Abs(((t - from) / (float)(to - from)) - 0.5f));
            if (cost < bestCost)
            {
                (best, bestCost) = (t, cost);
            }
        }

        return (best, best);
    }

    /// <summary>The longest run of paper between two words; where there is none, they are cut as letters of a word are.</summary>
    private static (int Left, int Right) Gap(float[] ink, int from, int to)
    {
        var ruled = TensorPrimitives.Min(ink.AsSpan(from, to + 1 - from));
        var (left, right) = (from, from);
        for (var (start, t) = (from + 1, from + 1); t <= to && ruled < RuledLines; t++)
        {
            if (ink[t] >= ruled + Paper)
            {
                start = t + 1;
            }
            else if (t + 1 - start > right - left)
            {
                (left, right) = (start, t + 1);
            }
        }

        return right > left ? (left, right) : Cut(ink, from, to);
    }
}
