using System.Globalization;
using System.Text;

namespace HandwritingLstm.Decoding;

/// <summary>The characters a language model knows, as numbers of one byte: 1, 2, …; <see cref="Begin"/> stands before a line.</summary>
public sealed class CharacterVocabulary
{
    /// <summary>The beginning of a line.</summary>
    public const byte Begin = 255;

    /// <summary>What the model does not know.</summary>
    public const byte Unknown = 0;

    private const int MostCharacters = 250;

    private readonly Dictionary<string, byte> _numbers = new(StringComparer.Ordinal);

    /// <summary>A vocabulary.</summary>
    /// <param name="characters">Distinct, non-empty strings in NFC, at most 250.</param>
    /// <exception cref="RecognitionException">There is none, there are too many, or one is there twice.</exception>
    public CharacterVocabulary(IEnumerable<string> characters)
    {
        ArgumentNullException.ThrowIfNull(characters);
        Characters = [.. characters];
        if (Characters.Count is 0 or > MostCharacters)
        {
            throw new RecognitionException(string.Create(
                CultureInfo.InvariantCulture,
                $"The language model would have {Characters.Count} characters; expected 1 to {MostCharacters}. Leave out lines with rare ones."));
        }

        foreach (var character in Characters)
        {
            if (!_numbers.TryAdd(character, (byte)(_numbers.Count + 1)))
            {
                throw new RecognitionException($"The language model has the character '{character}' twice.");
            }
        }
    }

    /// <summary>The characters; the first is number 1.</summary>
    public IReadOnlyList<string> Characters { get; }

    /// <summary>The vocabulary of texts: the code points of their NFC, the most frequent 250 of them.</summary>
    public static CharacterVocabulary Of(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var rune in texts.SelectMany(text => text.Normalize(NormalizationForm.FormC).EnumerateRunes()))
        {
            var character = rune.ToString();
            counts[character] = counts.GetValueOrDefault(character) + 1;
        }

        return new CharacterVocabulary(counts
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(MostCharacters).Select(pair => pair.Key).Order(StringComparer.Ordinal));
    }

    /// <summary>The number of a character; <see cref="Unknown"/> where the model lacks it.</summary>
    public byte NumberOf(string character) => _numbers.GetValueOrDefault(character, Unknown);

    /// <summary>The numbers of a text's characters.</summary>
    public byte[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Normalize(NormalizationForm.FormC).EnumerateRunes().Select(rune => NumberOf(rune.ToString()))];
    }
}
