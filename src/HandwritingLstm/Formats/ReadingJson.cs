using System.Buffers;
using System.Text;
using System.Text.Json;

namespace HandwritingLstm.Formats;

/// <summary>JSON lines: one object per line image with its text, confidence and characters.</summary>
/// <remarks>
/// <c>{"image","text","confidence","characters":[{"text","left","right","firstColumn","lastColumn","probability"}]}</c>:
/// confidence and probability from 0 to 1; left and right (exclusive) in pixels of the line image; columns of the
/// network from 0, the last inclusive. Where the search was asked for them, <c>"alternatives":[{"text","probability"}]</c> follow.
/// </remarks>
/// <param name="writer">Receives the objects, one per line; line ends are <c>\n</c>.</param>
public sealed class ReadingJson(TextWriter writer) : IReadingWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <inheritdoc/>
    public void Write(string image, LineReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer, LineJson.Options))
        {
            json.WriteStartObject();
            json.WriteString("image", image);
            json.WriteString("text", reading.Text);
            json.WriteNumber("confidence", LineJson.Rounded(reading.Confidence, 4));
            json.WriteStartArray("characters");
            foreach (var character in reading.Characters)
            {
                Write(json, character);
            }

            json.WriteEndArray();
            LineJson.WriteAlternatives(json, reading.Alternatives);
            json.WriteEndObject();
        }

        writer.Write(Encoding.UTF8.GetString(_buffer.WrittenSpan));
        writer.Write('\n');
    }

    private static void Write(Utf8JsonWriter json, ReadCharacter character)
    {
        json.WriteStartObject();
        json.WriteString("text", character.Text);
        json.WriteNumber("left", LineJson.Rounded(character.Left, 1));
        json.WriteNumber("right", LineJson.Rounded(character.Right, 1));
        json.WriteNumber("firstColumn", character.FirstColumn);
        json.WriteNumber("lastColumn", character.LastColumn);
        json.WriteNumber("probability", LineJson.Rounded(character.Probability, 4));
        json.WriteEndObject();
    }
}
