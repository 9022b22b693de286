using System.Globalization;
using System.Text;
using HandwritingLstm.Text;

namespace HandwritingLstm.Training.Data;

/// <summary>Spells texts with the letters of another language's alphabet, as somebody copies them who does not know their accents.</summary>
internal static class Transliteration
{
    /// <summary>The text with the letters of an alphabet; what it has no letters for is left as it is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="alphabet">The alphabet.</param>
    public static string Spell(string text, Alphabet alphabet)
    {
        var spelled = new StringBuilder(text.Length);
        foreach (var rune in TextNormalizer.Normalize(text).EnumerateRunes())
        {
            var character = rune.ToString();
            spelled.Append(IsSpelled(character) ? character : Plain(character) is var plain && IsSpelled(plain) ? plain : character);
        }

        return spelled.ToString();

        bool IsSpelled(string part) => alphabet.TryEncode(part, out _, out _);
    }

    private static string Plain(string character) => character switch
    {
        // What Unicode does not decompose.
        "œ" => "oe",
        "Œ" => "Oe",
        "æ" => "ae",
        "Æ" => "Ae",
        "ß" => "ss",
        "ø" or "°" => "o",
        "Ø" => "O",
        "ł" => "l",
        "Ł" => "L",
        "«" or "»" or "“" or "”" or "„" => "\"",
        "’" or "‘" => "'",
        "–" or "—" => "-",
        "…" => "...",
        _ => string.Concat(character.Normalize(NormalizationForm.FormD).Where(unit => char.GetUnicodeCategory(unit) != UnicodeCategory.NonSpacingMark)),
    };
}
