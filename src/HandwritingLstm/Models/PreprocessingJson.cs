using System.Buffers;
using System.Text;
using System.Text.Json;
using HandwritingLstm.Imaging;
using HandwritingLstm.Text;

namespace HandwritingLstm.Models;

/// <summary>The options of the line normaliser as the JSON object that a model file keeps.</summary>
/// <remarks>
/// Keys are the options' names in camel case, the words of an enumeration too; a key that is missing has its default.
/// Written by hand, since a serialiser's start takes as long as reading a line.
/// </remarks>
public static class PreprocessingJson
{
    private static readonly (string Word, VerticalScaling Value)[] _scalings =
        [("inkBox", VerticalScaling.InkBox), ("moments", VerticalScaling.Moments)];

    private static readonly (string Word, ReadingDirection Value)[] _directions =
        [("leftToRight", ReadingDirection.LeftToRight), ("rightToLeft", ReadingDirection.RightToLeft)];

    /// <summary>Writes all options, defaults included: a model then means the same after a default has changed.</summary>
    /// <param name="options">The options.</param>
    public static string Write(LineNormalizerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("height", options.Height);
            json.WriteNumber("widening", options.Widening);
            json.WriteString("verticalScaling", Array.Find(_scalings, pair => pair.Value == options.VerticalScaling).Word);
            json.WriteString("readingDirection", Array.Find(_directions, pair => pair.Value == options.ReadingDirection).Word);
            json.WriteBoolean("correctSlant", options.CorrectSlant);
            json.WriteBoolean("correctSkew", options.CorrectSkew);
            json.WriteNumber("marginColumns", options.MarginColumns);
            json.WriteNumber("marginRows", options.MarginRows);
            json.WriteNumber("maximumColumns", options.MaximumColumns);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads the options.</summary>
    /// <param name="json">The JSON object.</param>
    /// <exception cref="RecognitionException">It is no such object, a key is unknown, or a value has another type or is out of range.</exception>
    public static LineNormalizerOptions Read(string json)
    {
        var options = new LineNormalizerOptions();
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Unusable("it is no JSON object");
            }

            foreach (var property in document.RootElement.EnumerateObject())
            {
                options = With(options, property.Name, property.Value);
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException) // half a surrogate pair
        {
            throw Unusable(problem.Message.ReplaceLineEndings(" ").TrimEnd('.'), problem);
        }

        options.Validate();
        return options;
    }

    private static LineNormalizerOptions With(LineNormalizerOptions options, string key, JsonElement value) => key switch
    {
        "height" => options with { Height = Whole(key, value) },
        "widening" => options with { Widening = Fraction(key, value) },
        "verticalScaling" => options with { VerticalScaling = Choice(key, value, _scalings) },
        "readingDirection" => options with { ReadingDirection = Choice(key, value, _directions) },
        "correctSlant" => options with { CorrectSlant = Flag(key, value) },
        "correctSkew" => options with { CorrectSkew = Flag(key, value) },
        "marginColumns" => options with { MarginColumns = Whole(key, value) },
        "marginRows" => options with { MarginRows = Whole(key, value) },
        "maximumColumns" => options with { MaximumColumns = Whole(key, value) },
        _ => throw Unusable($"there is no option '{key}'"),
    };

    private static int Whole(string key, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : throw Unusable($"'{key}' is {value.GetRawText()}, not a whole number");

    private static double Fraction(string key, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            ? number
            : throw Unusable($"'{key}' is {value.GetRawText()}, not a number");

    private static bool Flag(string key, JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw Unusable($"'{key}' is {value.GetRawText()}, not true or false");

    private static T Choice<T>(string key, JsonElement value, (string Word, T Value)[] choices)
    {
        var found = Array.FindIndex(choices, pair => value.ValueKind == JsonValueKind.String && value.ValueEquals(pair.Word));
        return found >= 0
            ? choices[found].Value
            : throw Unusable($"'{key}' is {value.GetRawText()}, not one of \"{string.Join("\", \"", choices.Select(pair => pair.Word))}\"");
    }

    private static RecognitionException Unusable(string what, Exception? cause = null)
    {
        var message = $"The model's preprocessing cannot be used: {what}; was the model saved by a newer version of this program?";
        return cause is null ? new(message) : new(message, cause);
    }
}
