using System.Buffers;
using System.Text;
using HandwritingLstm.Text;

namespace HandwritingLstm.Evaluation;

/// <summary>The Levenshtein distance between a truth and a reading, in Unicode code points after NFC or in words.</summary>
/// <remarks>
/// Wagner and Fischer, "The string-to-string correction problem", JACM 1974, in two rows. Of all alignments with the fewest edits
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

    /// <summary>Every code point of the truth and of the reading in logical order, paired with the fewest edits.</summary>
    /// <remarks>Needs truth length × reading length bytes. Equal costs prefer a pair, then a deletion, seen from the end.</remarks>
    public static IReadOnlyList<EditOperation> Align(string truth, string reading)
    {
        var from = TextNormalizer.CodePoints(truth);
        var to = TextNormalizer.CodePoints(reading);
        var width = to.Length + 1;
        var steps = new EditKind[checked((from.Length + 1) * width)];
        FillRows(from, to, steps);

        var operations = new List<EditOperation>(Math.Max(from.Length, to.Length));
        for (int i = from.Length, j = to.Length; i > 0 || j > 0;)
        {
            var kind = steps[(i * width) + j];
            operations.Add(new EditOperation(
                kind,
                kind == EditKind.Insertion ? "" : Spell(from[--i]),
                kind == EditKind.Deletion ? "" : Spell(to[--j])));
        }

        operations.Reverse();
        return operations;
    }

    /// <summary>The edits between two sequences of any units, which numbers stand for.</summary>
    internal static EditCounts Count(ReadOnlySpan<int> truth, ReadOnlySpan<int> reading)
    {
        var length = truth.Length;

        // Equal ends are matched in some best alignment, and most lines are read nearly right.
        var prefix = truth.CommonPrefixLength(reading);
        truth = truth[prefix..];
        reading = reading[prefix..];
        while (truth.Length > 0 && reading.Length > 0 && truth[^1] == reading[^1])
        {
            truth = truth[..^1];
            reading = reading[..^1];
        }

        var cost = FillRows(truth, reading, []);
        var edits = cost >> 32;
        var indels = cost & uint.MaxValue;
        var deletions = (indels + truth.Length - reading.Length) / 2;
        return new EditCounts(edits - indels, indels - deletions, deletions, length);
    }

    /// <summary>Computes the least cost and, where <paramref name="steps"/> has room, the last step to every cell.</summary>
    private static long FillRows(ReadOnlySpan<int> truth, ReadOnlySpan<int> reading, Span<EditKind> steps)
    {
        var width = reading.Length + 1;
        var rented = ArrayPool<long>.Shared.Rent(width);
        var row = rented.AsSpan(0, width);
        for (var j = 0; j < width; j++)
        {
            row[j] = j * Indel;
        }

        if (!steps.IsEmpty)
        {
            steps[1..width].Fill(EditKind.Insertion);
        }

        for (var i = 1; i <= truth.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i * Indel;
            if (!steps.IsEmpty)
            {
                steps[i * width] = EditKind.Deletion;
            }

            for (var j = 1; j < width; j++)
            {
                var equal = truth[i - 1] == reading[j - 1];
                var pair = diagonal + (equal ? 0 : Substitution);
                var deletion = row[j] + Indel;
                var insertion = row[j - 1] + Indel;
                diagonal = row[j];
                row[j] = Math.Min(pair, Math.Min(deletion, insertion));
                if (!steps.IsEmpty)
                {
                    steps[(i * width) + j] = row[j] == pair ? (equal ? EditKind.Match : EditKind.Substitution)
                        : row[j] == deletion ? EditKind.Deletion
                        : EditKind.Insertion;
                }
            }
        }

        var cost = row[^1];
        ArrayPool<long>.Shared.Return(rented);
        return cost;
    }

    private static int[] Words(string text, Dictionary<string, int> numbers)
    {
        var words = TextNormalizer.Compose(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return Array.ConvertAll(words, word => numbers.TryGetValue(word, out var number) ? number : numbers[word] = numbers.Count);
    }

    private static string Spell(int codePoint) => new Rune(codePoint).ToString();
}
