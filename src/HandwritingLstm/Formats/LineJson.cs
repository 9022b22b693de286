using System.Text.Encodings.Web;
using System.Text.Json;

namespace HandwritingLstm.Formats;

/// <summary>What the JSON of line images and that of pages have in common.</summary>
internal static class LineJson
{
    /// <summary>Letters beyond ASCII stay letters: the output is a UTF-8 file, never a part of a web page.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A float's decimals beyond these are noise, and a decimal prints as it is: 0.9, not 0.8999999.</summary>
    public static decimal Rounded(float value, int decimals) => Math.Round((decimal)value, decimals);

    /// <summary>Writes <c>"alternatives":[{"text","probability"}]</c>, or nothing where the search was not asked for them.</summary>
    public static void WriteAlternatives(Utf8JsonWriter json, IReadOnlyList<TextAlternative> alternatives)
    {
        if (alternatives.Count == 0)
        {
            return;
        }

        json.WriteStartArray("alternatives");
        foreach (var alternative in alternatives)
        {
            json.WriteStartObject();
            json.WriteString("text", alternative.Text);
            json.WriteNumber("probability", Rounded(alternative.Probability, 4));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
