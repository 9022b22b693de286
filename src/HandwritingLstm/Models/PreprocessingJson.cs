using System.Text.Json;
using System.Text.Json.Nodes;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Models;

/// <summary>The options of the line normaliser as the JSON object that a model file keeps.</summary>
/// <remarks>Keys are the options' names in camel case, the words of an enumeration too; a key that is missing has its default.</remarks>
public static class PreprocessingJson
{
    /// <summary>Writes all options, defaults included: a model then means the same after a default has changed.</summary>
    /// <param name="options">The options.</param>
    public static string Write(LineNormalizerOptions options) =>
        JsonSerializer.Serialize(options, PreprocessingJsonContext.Default.LineNormalizerOptions);

    /// <summary>Reads the options.</summary>
    /// <param name="json">The JSON object.</param>
    /// <exception cref="RecognitionException">It is no such object, a key is unknown, or a value has another type or is out of range.</exception>
    public static LineNormalizerOptions Read(string json)
    {
        LineNormalizerOptions options;
        try
        {
            // The generated reader knows no defaults, so what is given replaces what the defaults are written as.
            var merged = JsonNode.Parse(Write(new LineNormalizerOptions()))!.AsObject();
            foreach (var (key, value) in JsonSerializer.Deserialize(json, PreprocessingJsonContext.Default.JsonObject) ?? [])
            {
                merged[key] = value?.DeepClone();
            }

            options = merged.Deserialize(PreprocessingJsonContext.Default.LineNormalizerOptions)!;
        }
        catch (JsonException problem)
        {
            throw new RecognitionException(
                $"The model's preprocessing cannot be used: {problem.Message.ReplaceLineEndings(" ").TrimEnd('.')}; was the model saved by a newer version of this program?",
                problem);
        }

        options.Validate();
        return options;
    }
}
