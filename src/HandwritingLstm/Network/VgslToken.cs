using System.Globalization;
using System.Text;

namespace HandwritingLstm.Network;

/// <summary>A piece of a VGSL description.</summary>
/// <param name="Text">Its characters.</param>
/// <param name="Offset">Index of its first character in the description, from 0.</param>
internal readonly record struct VgslToken(string Text, int Offset)
{
    /// <summary>How much of a token an error message quotes.</summary>
    private const int LongestQuote = 40;

    /// <summary>Splits what stands between the brackets at white space; white space beside a comma splits nothing.</summary>
    /// <param name="vgsl">The whole description.</param>
    /// <param name="start">Index of the first character after the opening bracket.</param>
    /// <param name="end">Index of the closing bracket.</param>
    public static List<VgslToken> Split(string vgsl, int start, int end)
    {
        var tokens = new List<VgslToken>();
        var at = start;
        while (SkipWhiteSpace(vgsl, at, end) is var first && first < end)
        {
            var last = first;
            for (at = first + 1; at < end; at++)
            {
                var next = SkipWhiteSpace(vgsl, at, end);
                if (next == end || (next > at && vgsl[next] != ',' && vgsl[last] != ','))
                {
                    break;
                }

                last = at = next;
            }

            tokens.Add(new VgslToken(vgsl[first..(last + 1)], first));
        }

        return tokens;
    }

    /// <summary>An exception that names the token and its position; the first character is number 1.</summary>
    /// <param name="complaint">What is wrong and what would be right.</param>
    public RecognitionException Error(string complaint) =>
        new(string.Create(CultureInfo.InvariantCulture, $"VGSL '{Quote(Text)}' at character {Offset + 1}: {complaint}."));

    /// <summary>The text as it may stand in a message of one line.</summary>
    public static string Quote(string text)
    {
        var quote = new StringBuilder();
        foreach (var character in text.Length > LongestQuote ? text[..LongestQuote] + "…" : text)
        {
            quote.Append(char.IsControl(character) || char.IsSurrogate(character) || char.IsWhiteSpace(character) ? ' ' : character);
        }

        return quote.ToString();
    }

    private static int SkipWhiteSpace(string text, int at, int end)
    {
        while (at < end && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }
}
