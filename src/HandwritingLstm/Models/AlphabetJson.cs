using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HandwritingLstm.Text;

namespace HandwritingLstm.Models;

/// <summary>An alphabet as the model file stores it: a JSON array with one string per label, the blank left out.</summary>
internal static class AlphabetJson
{
    public static string Write(Alphabet alphabet)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var character in alphabet.Characters)
            {
                json.WriteStringValue(character);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <exception cref="RecognitionException">It is no such array, or a string is empty, not in NFC or there twice.</exception>
    public static Alphabet Parse(string text)
    {
        var characters = new List<string>();
        try
        {
            using var json = JsonDocument.Parse(text);
            foreach (var element in json.RootElement.EnumerateArray())
            {
                characters.Add(element.GetString() ?? "");
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new RecognitionException("the alphabet is not a JSON array of strings", e);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var character in characters)
        {
            var wrong = character.Length == 0 ? "is empty"
                : !character.IsNormalized(NormalizationForm.FormC) ? "is not in Unicode's normal form C"
                : !seen.Add(character) ? "is there twice"
                : null;
            if (wrong is not null)
            {
                throw new RecognitionException($"the character '{character}' of the alphabet {wrong}");
            }
        }

        return new Alphabet(characters);
    }
}
