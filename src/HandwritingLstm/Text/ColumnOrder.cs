using System.Text;

namespace HandwritingLstm.Text;

/// <summary>
/// The order in which the columns of a line show its characters: that of the text where the line runs from left to right; where it
/// runs from right to left, numbers and words of other scripts stand the other way round in it.
/// </summary>
/// <remarks>
/// Unicode Standard Annex 9, rules W1 to W7, N1, N2, L1 and L2, of a paragraph that runs from right to left: what scans show needs no embeddings and
/// no isolates; pairs of brackets (rule N0) count as other punctuation. The same change leads back, but where two texts look
/// the same: "abc 12" and "12 abc" among Arabic.
/// </remarks>
internal static class ColumnOrder
{
    /// <summary>The characters of a text as the columns show them, or the text of characters that columns show.</summary>
    /// <param name="text">The text.</param>
    /// <param name="direction">Where the line begins.</param>
    public static string Of(string text, ReadingDirection direction)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (direction == ReadingDirection.LeftToRight)
        {
            return text;
        }

        string[] characters = [.. text.EnumerateRunes().Select(rune => rune.ToString())];
        return string.Concat(Permutation(characters).Select(index => characters[index]));
    }

    /// <summary>A reading, whose characters are as the columns show them, as the text that it is.</summary>
    /// <param name="reading">What a decoder returned.</param>
    /// <param name="direction">Where the line begins.</param>
    public static LineReading Logical(LineReading reading, ReadingDirection direction)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return direction == ReadingDirection.LeftToRight
            ? reading
            : new LineReading([.. Permutation([.. reading.Characters.Select(character => character.Text)]).Select(index => reading.Characters[index])])
            {
                Alternatives = [.. reading.Alternatives.Select(other => other with { Text = Of(other.Text, direction) })],
            };
    }

    /// <summary>Which character comes when, in a line from right to left; a character is a label, at least one code point.</summary>
    private static IEnumerable<int> Permutation(string[] characters)
    {
        var groups = new List<(int First, BidirectionalKind Kind)>(); // a character with its marks, which stay behind it
        for (var i = 0; i < characters.Length; i++)
        {
            var kind = BidirectionalKinds.Of(Rune.GetRuneAt(characters[i], 0));
            if (kind != BidirectionalKind.Mark || groups.Count == 0)
            {
                groups.Add((i, kind));
            }
        }

        var turned = Turned([.. groups.Select(group => group.Kind)]);
        for (var from = 0; from < groups.Count;)
        {
            var to = from + 1;
            while (turned[from] && to < groups.Count && turned[to])
            {
                to++;
            }

            for (var group = to - 1; group >= from; group--)
            {
                var end = group + 1 < groups.Count ? groups[group + 1].First : characters.Length;
                for (var i = groups[group].First; i < end; i++)
                {
                    yield return i;
                }
            }

            from = to;
        }
    }

    /// <summary>Which characters are of runs from left to right.</summary>
    private static bool[] Turned(BidirectionalKind[] kinds)
    {
        ResolveNumbers(kinds);
        ResolveSeparators(kinds);
        ResolveLatinNumbers(kinds);
        ResolveNeutrals(kinds);
        return Array.ConvertAll(kinds, kind => kind != BidirectionalKind.Right);
    }

    // W2, W3: digits behind an Arabic letter are Arabic numbers.
    private static void ResolveNumbers(BidirectionalKind[] kinds)
    {
        var strong = BidirectionalKind.Right;
        for (var i = 0; i < kinds.Length; i++)
        {
            strong = kinds[i] is BidirectionalKind.Left or BidirectionalKind.Right or BidirectionalKind.ArabicLetter ? kinds[i] : strong;
            kinds[i] = kinds[i] switch
            {
                BidirectionalKind.ArabicLetter or BidirectionalKind.Mark => BidirectionalKind.Right, // a mark that begins a line has no character
                BidirectionalKind.EuropeanNumber when strong == BidirectionalKind.ArabicLetter => BidirectionalKind.ArabicNumber,
                var kind => kind,
            };
        }
    }

    // W4 to W6: what stands between or beside the digits of a number belongs to it; all else is neutral.
    private static void ResolveSeparators(BidirectionalKind[] kinds)
    {
        for (var i = 1; i + 1 < kinds.Length; i++)
        {
            var joins = kinds[i] switch
            {
                BidirectionalKind.EuropeanSeparator => kinds[i - 1] == BidirectionalKind.EuropeanNumber,
                BidirectionalKind.CommonSeparator => kinds[i - 1] is BidirectionalKind.EuropeanNumber or BidirectionalKind.ArabicNumber,
                _ => false,
            };
            kinds[i] = joins && kinds[i + 1] == kinds[i - 1] ? kinds[i - 1] : kinds[i];
        }

        for (var i = 1; i < kinds.Length; i++)
        {
            JoinTerminator(kinds, i, i - 1);
        }

        for (var i = kinds.Length - 2; i >= 0; i--)
        {
            JoinTerminator(kinds, i, i + 1);
        }

        for (var i = 0; i < kinds.Length; i++)
        {
            kinds[i] = kinds[i] is BidirectionalKind.EuropeanSeparator or BidirectionalKind.EuropeanTerminator or BidirectionalKind.CommonSeparator
                ? BidirectionalKind.Neutral
                : kinds[i];
        }
    }

    private static void JoinTerminator(BidirectionalKind[] kinds, int terminator, int beside)
    {
        if (kinds[terminator] == BidirectionalKind.EuropeanTerminator && kinds[beside] == BidirectionalKind.EuropeanNumber)
        {
            kinds[terminator] = BidirectionalKind.EuropeanNumber;
        }
    }

    // W7: a number behind a Latin word goes with it.
    private static void ResolveLatinNumbers(BidirectionalKind[] kinds)
    {
        var strong = BidirectionalKind.Right;
        for (var i = 0; i < kinds.Length; i++)
        {
            strong = kinds[i] is BidirectionalKind.Left or BidirectionalKind.Right ? kinds[i] : strong;
            kinds[i] = kinds[i] == BidirectionalKind.EuropeanNumber && strong == BidirectionalKind.Left ? BidirectionalKind.Left : kinds[i];
        }
    }

    // N1, N2: what is neutral runs from left to right between Latin words alone; numbers count as right to left there.
    private static void ResolveNeutrals(BidirectionalKind[] kinds)
    {
        for (var from = 0; from < kinds.Length; from++)
        {
            if (kinds[from] != BidirectionalKind.Neutral)
            {
                continue;
            }

            var to = from;
            while (to < kinds.Length && kinds[to] == BidirectionalKind.Neutral)
            {
                to++;
            }

            var isLatin = from > 0 && kinds[from - 1] == BidirectionalKind.Left && to < kinds.Length && kinds[to] == BidirectionalKind.Left;
            Array.Fill(kinds, isLatin ? BidirectionalKind.Left : BidirectionalKind.Right, from, to - from);
        }
    }
}
