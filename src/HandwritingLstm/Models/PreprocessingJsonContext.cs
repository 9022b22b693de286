using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Models;

/// <summary>Generated code that serialises <see cref="LineNormalizerOptions"/>: no reflection, so it survives trimming.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(VerticalScalingConverter)])]
[JsonSerializable(typeof(LineNormalizerOptions))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class PreprocessingJsonContext : JsonSerializerContext;
