using System.Buffers;
using HandwritingLstm.Text;

namespace HandwritingLstm.Evaluation;

/// <summary>The Levenshtein distance between a truth and a reading, in Unicode code points after NFC or in words.</summary>
/// <remarks>
/// Wagner and Fischer, "The string-to-string correction problem", JACM 1974, in one row. Of all alignments with the fewest edits
/// those with the fewest insertions and deletions are chosen, which makes every count unique.
/// </remarks>
public static class EditDistance
{
    // One cost holds both aims: edits in the high half, insertions and deletions in the low half.
    private const long Substitution = 1L << 32;
    private const long Indel = Substitution + 1;

    /// <summary>The fewest substitutions, insertions and deletions of code points that turn the truth into the reading.</summary>
    public static int Between(string truth, string reading) => (int)Count(truth, reading).Edits;

    /// <summary>The edits of code points between a truth and a reading, after NFC.</summary>
    public static EditCounts Count(string truth, string reading) =>
        Count(TextNormalizer.CodePoints(truth), TextNormalizer.CodePoints(reading));

    /// <summary>The edits of words, which any white space separates, between a truth and a reading, after NFC.</summary>
    public static EditCounts CountWords(string truth, string reading)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return Count(Words(truth, numbers), Words(reading, numbers));
    }

    /// <summary>Every code point of the truth and of the reading in logical order, paired with the edits that are counted.</summary>
    public static IReadOnlyList<EditOperation> Align(string truth, string reading) =>
        EditAlignment.Of(TextNormalizer.CodePoints(truth), TextNormalizer.CodePoints(reading));

    /// <summary>The edits between two sequences of any units, which numbers stand for.</summary>
    internal static EditCounts Count(ReadOnlySpan<int> truth, ReadOnlySpan<int> reading)
    {
        var length = truth.Length;

        // Equal ends are matched in some best alignment, and most lines are read nearly right.
        var (prefix, suffix) = EqualEnds(truth, reading);
        truth = truth[prefix..^suffix];
        reading = reading[prefix..^suffix];

        var rented = ArrayPool<long>.Shared.Rent(reading.Length + 1);
        FillCosts(truth, reading, rented, []);
        var cost = rented[reading.Length];
        ArrayPool<long>.Shared.Return(rented);

        var edits = cost >> 32;
        var indels = cost & uint.MaxValue;
        var deletions = (indels + truth.Length - reading.Length) / 2;
        return new EditCounts(edits - indels, indels - deletions, deletions, length);
    }

    /// <summary>How many units are equal at the beginning of two sequences, and how many of the rest at their end.</summary>
    internal static (int Prefix, int Suffix) EqualEnds(ReadOnlySpan<int> one, ReadOnlySpan<int> other)
    {
        var prefix = one.CommonPrefixLength(other);
        var most = Math.Min(one.Length, other.Length) - prefix;
        var suffix = 0;
        while (suffix < most && one[^(suffix + 1)] == other[^(suffix + 1)])
        {
            suffix++;
        }

        return (prefix, suffix);
    }

    /// <summary>The least cost of turning the whole truth into each beginning of the reading.</summary>
    /// <param name="truth">The truth.</param>
    /// <param name="reading">The reading.</param>
    /// <param name="costs">Receives the costs, reading length + 1 of them.</param>
    /// <param name="steps">Empty, or receives the last step to every cell, shape [truth + 1, reading + 1]: a pair, else a deletion, if best.</param>
    internal static void FillCosts(ReadOnlySpan<int> truth, ReadOnlySpan<int> reading, Span<long> costs, Span<EditKind> steps)
    {
        var width = reading.Length + 1;
        costs = costs[..width];
        for (var j = 0; j < width; j++)
        {
            costs[j] = j * Indel;
        }

        if (!steps.IsEmpty)
        {
            steps[1..width].Fill(EditKind.Insertion);
        }

        for (var i = 1; i <= truth.Length; i++)
        {
            var diagonal = costs[0];
            costs[0] = i * Indel;
            if (!steps.IsEmpty)
            {
                steps[i * width] = EditKind.Deletion;
            }

            for (var j = 1; j < width; j++)
            {
                var equal = truth[i - 1] == reading[j - 1];
                var pair = diagonal + (equal ? 0 : Substitution);
                var deletion = costs[j] + Indel;
                diagonal = costs[j];
                costs[j] = Math.Min(pair, Math.Min(deletion, costs[j - 1] + Indel));
                if (!steps.IsEmpty)
                {
                    steps[(i * width) + j] = costs[j] == pair ? (equal ? EditKind.Match : EditKind.Substitution)
                        : costs[j] == deletion ? EditKind.Deletion
                        : EditKind.Insertion;
                }
            }
        }
    }

    private static int[] Words(string text, Dictionary<string, int> numbers)
    {
        var words = TextNormalizer.Compose(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return Array.ConvertAll(words, word => numbers.TryGetValue(word, out var number) ? number : numbers[word] = numbers.Count);
    }
}
