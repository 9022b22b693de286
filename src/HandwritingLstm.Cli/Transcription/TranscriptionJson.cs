using System.Text.Json.Serialization;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>How the records of a batch are written as JSON; made when the program is built, so that it can be trimmed.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LedgerRecord))]
[JsonSerializable(typeof(WorkerSettings))]
[JsonSerializable(typeof(ItemRequest))]
[JsonSerializable(typeof(ItemReport))]
internal sealed partial class TranscriptionJson : JsonSerializerContext;
