using System.Globalization;
using System.Text;

namespace HandwritingLstm.Text;

/// <summary>The labels a network spells with: label 0 is the blank, every other label is one string in NFC.</summary>
public sealed class Alphabet
{
    /// <summary>The blank of CTC, label 0.</summary>
    public const int Blank = 0;

    private readonly string[] _labels;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _labelOf;
    private readonly int _longestLabel; // in UTF-16 units

    /// <summary>An alphabet of the given characters; they become labels 1, 2, ….</summary>
    /// <param name="characters">Distinct, non-empty strings in NFC; usually one Unicode code point each, but ligatures or syllables do.</param>
    /// <exception cref="RecognitionException">There are no characters, or one is empty, not in NFC, or there twice.</exception>
    public Alphabet(IEnumerable<string> characters)
    {
        ArgumentNullException.ThrowIfNull(characters);
        _labels = ["", .. characters];
        if (_labels.Length == 1)
        {
            throw new RecognitionException("The alphabet has no characters; expected at least one.");
        }

        var labelOf = new Dictionary<string, int>(_labels.Length, StringComparer.Ordinal);
        for (var label = 1; label < _labels.Length; label++)
        {
            var character = _labels[label];
            if (string.IsNullOrEmpty(character))
            {
                throw new RecognitionException($"Label {label} of the alphabet is empty; only the blank, label 0, spells nothing.");
            }

            if (!string.Equals(character, TextNormalizer.Compose(character), StringComparison.Ordinal))
            {
                throw new RecognitionException(
                    $"Label {label} of the alphabet, {Describe(character)}, is not in NFC; normalise the alphabet first.");
            }

            if (!labelOf.TryAdd(character, label))
            {
                throw new RecognitionException(
                    $"The alphabet has {Describe(character)} twice, as label {labelOf[character]} and as label {label}; every label must differ.");
            }

            _longestLabel = Math.Max(_longestLabel, character.Length);
        }

        _labelOf = labelOf.GetAlternateLookup<ReadOnlySpan<char>>();
        Characters = Array.AsReadOnly(_labels[1..]);
    }

    /// <summary>Number of labels, blank included.</summary>
    public int LabelCount => _labels.Length;

    /// <summary>The characters, in label order, without the blank.</summary>
    public IReadOnlyList<string> Characters { get; }

    /// <summary>What a label spells; empty for the blank.</summary>
    public string this[int label] => _labels[label];

    /// <summary>The alphabet of the given texts: every Unicode code point of their NFC, in ordinal order.</summary>
    /// <remarks>The texts are taken as they are; <see cref="TextNormalizer.Normalize"/> them first if they may hold tabs or line ends.</remarks>
    /// <exception cref="RecognitionException">The texts are all empty.</exception>
    public static Alphabet FromTexts(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var codePoints = new SortedSet<int>();
        foreach (var text in texts)
        {
            codePoints.UnionWith(TextNormalizer.CodePoints(text));
        }

        return new Alphabet(codePoints.Select(char.ConvertFromUtf32));
    }

    /// <summary>This alphabet, its labels unchanged, followed by the characters that only the other one has.</summary>
    public Alphabet Union(Alphabet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Alphabet(Characters.Union(other.Characters, StringComparer.Ordinal));
    }

    /// <summary>The labels that spell a text, without blanks.</summary>
    /// <param name="text">The text; it is brought into NFC first. At every position the longest label that fits is taken.</param>
    /// <exception cref="RecognitionException">The alphabet cannot spell the text; the message names the character and its position.</exception>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var composed = TextNormalizer.Compose(text);
        var unknownAt = Spell(composed, out var labels);
        if (unknownAt >= 0)
        {
            var position = composed.AsSpan(0, unknownAt).ToString().EnumerateRunes().Count() + 1;
            throw new RecognitionException(
                $"The text has {Describe(Rune.GetRuneAt(composed, unknownAt).ToString())} as its character {position}, " +
                $"but the alphabet of {Characters.Count} characters lacks it; correct the text or use an alphabet with this character.");
        }

        return labels;
    }

    /// <summary>The labels that spell a text, without blanks, if the alphabet can spell it.</summary>
    /// <param name="text">The text; it is brought into NFC first. At every position the longest label that fits is taken.</param>
    /// <param name="labels">The labels; empty where the alphabet cannot spell the text.</param>
    /// <param name="unknown">The first character that no label spells; null where the alphabet can spell the text.</param>
    public bool TryEncode(string text, out int[] labels, out string? unknown)
    {
        ArgumentNullException.ThrowIfNull(text);
        var composed = TextNormalizer.Compose(text);
        var unknownAt = Spell(composed, out labels);
        unknown = unknownAt < 0 ? null : Rune.GetRuneAt(composed, unknownAt).ToString();
        return unknownAt < 0;
    }

    /// <summary>Spells a text in NFC; returns the index of the first UTF-16 unit that no label fits, or −1.</summary>
    private int Spell(string composed, out int[] labels)
    {
        var spelt = new List<int>(composed.Length);
        for (var i = 0; i < composed.Length;)
        {
            var length = Math.Min(_longestLabel, composed.Length - i);
            int label;
            while (!_labelOf.TryGetValue(composed.AsSpan(i, length), out label))
            {
                if (--length == 0)
                {
                    labels = [];
                    return i;
                }
            }

            spelt.Add(label);
            i += length;
        }

        labels = [.. spelt];
        return -1;
    }

    /// <summary>A character for a message: itself where it can be seen, and its code points.</summary>
    private static string Describe(string character)
    {
        var runes = character.EnumerateRunes().ToArray();
        var codePoints = string.Join(' ', runes.Select(rune => string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}")));
        return Array.Exists(runes, rune => Rune.IsControl(rune)) ? codePoints : $"'{character}' ({codePoints})";
    }
}
