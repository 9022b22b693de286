using System.Text.Json;
using System.Text.Json.Serialization;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Models;

/// <summary>Writes <see cref="VerticalScaling"/> as a word, such as <c>moments</c>; numbers are refused.</summary>
internal sealed class VerticalScalingConverter()
    : JsonStringEnumConverter<VerticalScaling>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
