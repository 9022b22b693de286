using System.Text;
using HandwritingLstm.Text;

namespace HandwritingLstm.Evaluation;

/// <summary>Makes texts equal that differ only in what a reader may not care about: capitals, or punctuation.</summary>
internal static class TextFolding
{
    /// <summary>The text without the difference between capitals and small letters, in NFC.</summary>
    public static string IgnoreCase(string text) =>
        TextNormalizer.Compose(TextNormalizer.Compose(text).ToUpperInvariant().ToLowerInvariant()); // ς and σ are both Σ

    /// <summary>The text without punctuation (Unicode's general category P); white space that this leaves doubled or outermost goes too.</summary>
    public static string IgnorePunctuation(string text)
    {
        var kept = new StringBuilder(text.Length);
        Span<char> units = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsPunctuation(rune))
            {
                kept.Append(units[..rune.EncodeToUtf16(units)]);
            }
        }

        return kept.Length == text.Length ? text : TextNormalizer.Normalize(kept.ToString());
    }
}
