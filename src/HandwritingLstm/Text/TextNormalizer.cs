using System.Globalization;
using System.Text;

namespace HandwritingLstm.Text;

/// <summary>Brings a text into the one spelling that we train on and read: NFC, single spaces, nothing invisible at its ends.</summary>
/// <remarks>NFC: Unicode Standard Annex 15. U+0065 U+0301 and U+00E9 are one character to us, because they look the same on paper.</remarks>
public static class TextNormalizer
{
    /// <summary>NFC; every run of white space is one space; none at the ends; no control characters.</summary>
    /// <param name="text">Any text; half of a surrogate pair becomes U+FFFD.</param>
    /// <returns>The normalised text; normalising it again changes nothing.</returns>
    public static string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var builder = new StringBuilder(text.Length);
        var spaceIsDue = false;

        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                spaceIsDue = builder.Length > 0;
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control)
            {
                if (spaceIsDue)
                {
                    builder.Append(' ');
                    spaceIsDue = false;
                }

                builder.Append(rune.ToString());
            }
        }

        return Compose(builder.ToString());
    }

    /// <summary>The text in NFC and otherwise as it is; never throws on what is no Unicode text (it becomes U+FFFD).</summary>
    internal static string Compose(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ascii.IsValid(text))
        {
            return text; // ASCII is always in NFC
        }

        // .NET refuses to normalise half surrogate pairs and the noncharacter U+FFFE; most texts have no such characters.
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains('\uFFFE', StringComparison.Ordinal))
        {
            return text.Normalize(NormalizationForm.FormC);
        }

        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            valid.Append(rune.Value == 0xFFFE ? "\uFFFD" : rune.ToString());
        }

        return valid.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>The Unicode code points of the text's NFC.</summary>
    internal static int[] CodePoints(string text)
    {
        var composed = Compose(text);
        var codePoints = new int[composed.Length];
        var count = 0;
        foreach (var rune in composed.EnumerateRunes())
        {
            codePoints[count++] = rune.Value;
        }

        return codePoints[..count];
    }
}
