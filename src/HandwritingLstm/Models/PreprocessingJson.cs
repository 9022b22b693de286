using System.Text.Json;
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
        LineNormalizerOptions? options;
        try
        {
            options = JsonSerializer.Deserialize(json, PreprocessingJsonContext.Default.LineNormalizerOptions);
        }
        catch (JsonException problem)
        {
            throw new RecognitionException(
                $"The model's preprocessing cannot be used: {problem.Message.ReplaceLineEndings(" ").TrimEnd('.')}; was the model saved by a newer version of this program?",
                problem);
        }

        if (options is null)
        {
            throw new RecognitionException("The model's preprocessing is null, but it must be an object; save the model again with this program.");
        }

        options.Validate();
        return options;
    }
}
