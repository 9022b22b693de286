using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using HandwritingLstm.Network;

namespace HandwritingLstm.Models;

/// <summary>The JSON header of a safetensors file.</summary>
/// <param name="Metadata">Texts by key.</param>
/// <param name="Tensors">The tensors in the order of their data.</param>
internal sealed record SafeTensorsHeader(IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<TensorEntry> Tensors)
{
    /// <summary>The key of the metadata; no tensor can have this name.</summary>
    public const string MetadataKey = "__metadata__";

    // The data begins at a multiple of 8, so that it can be used where it is mapped.
    private const int Alignment = 8;

    /// <summary>Reads a header.</summary>
    /// <param name="json">The header.</param>
    /// <param name="dataLength">Bytes of the data section, which the tensors must cover exactly.</param>
    /// <exception cref="RecognitionException">Something is wrong; the message lacks the file, which the caller adds.</exception>
    public static SafeTensorsHeader Parse(ReadOnlySpan<byte> json, long dataLength)
    {
        try
        {
            // The parser's own refusal of duplicates would load OpenSSL for its hash: a tenth of the program's start.
            using var document = JsonDocument.Parse(json.ToArray(), new JsonDocumentOptions { MaxDepth = 4 });
            return Parse(document.RootElement, dataLength);
        }
        catch (JsonException e)
        {
            throw new RecognitionException($"the header is not well-formed JSON ({e.Message})", e);
        }
        catch (InvalidOperationException e)
        {
            // Text that is no valid UTF-8 or UTF-16, or a value of another kind than the format says.
            throw new RecognitionException($"the header is not that of a safetensors file ({e.Message})", e);
        }
    }

    /// <summary>The header as JSON, filled up with spaces to a multiple of 8 bytes.</summary>
    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataKey);
            foreach (var (key, value) in Metadata)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
            foreach (var tensor in Tensors)
            {
                Write(json, tensor);
            }

            json.WriteEndObject();
        }

        var padding = (Alignment - (buffer.WrittenCount % Alignment)) % Alignment;
        return [.. buffer.WrittenSpan, .. Enumerable.Repeat((byte)' ', padding)];
    }

    private static void Write(Utf8JsonWriter json, TensorEntry tensor)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", TensorEncoding.NameOf(tensor.Precision));
        json.WriteStartArray("shape");
        foreach (var size in tensor.Shape)
        {
            json.WriteNumberValue(size);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(tensor.Begin);
        json.WriteNumberValue(tensor.End);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static SafeTensorsHeader Parse(JsonElement root, long dataLength)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var tensors = new List<TensorEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in root.EnumerateObject())
        {
            if (!names.Add(property.Name))
            {
                throw new RecognitionException($"the header names '{property.Name}' twice");
            }

            if (property.NameEquals(MetadataKey))
            {
                AddMetadata(property.Value, metadata);
            }
            else
            {
                tensors.Add(ParseTensor(property.Name, property.Value));
            }
        }

        tensors.Sort((left, right) => left.Begin.CompareTo(right.Begin));
        CheckCoverage(tensors, dataLength);
        return new SafeTensorsHeader(metadata, tensors);
    }

    private static void AddMetadata(JsonElement texts, Dictionary<string, string> metadata)
    {
        foreach (var pair in texts.EnumerateObject())
        {
            var text = pair.Value.GetString() ?? throw new RecognitionException($"metadata '{pair.Name}' is null");
            if (!metadata.TryAdd(pair.Name, text))
            {
                throw new RecognitionException($"metadata '{pair.Name}' stands there twice");
            }
        }
    }

    private static TensorEntry ParseTensor(string name, JsonElement tensor)
    {
        if (!tensor.TryGetProperty("dtype", out var dtype)
            || !tensor.TryGetProperty("shape", out var shape)
            || !tensor.TryGetProperty("data_offsets", out var offsets))
        {
            throw new RecognitionException($"tensor '{name}' lacks its dtype, shape or data_offsets");
        }

        if (tensor.GetPropertyCount() > 3)
        {
            throw new RecognitionException($"tensor '{name}' says more than its dtype, shape and data_offsets, or one of them twice");
        }

        if (TensorEncoding.PrecisionOf(dtype.GetString()) is not { } precision)
        {
            throw new RecognitionException($"tensor '{name}' has dtype '{dtype}', but F32, F16 or BF16 is expected");
        }

        var sizes = new int[shape.GetArrayLength()];
        var next = 0;
        foreach (var size in shape.EnumerateArray())
        {
            sizes[next++] = size.TryGetInt32(out var value) ? value : -1;
        }

        if (NamedTensor.ValueCount(sizes) is not { } count)
        {
            throw new RecognitionException($"tensor '{name}' has the impossible shape {shape.GetRawText()}");
        }

        var length = (long)count * TensorEncoding.BytesPerValue(precision);
        return offsets.GetArrayLength() == 2
            && offsets[0].TryGetInt64(out var begin) && begin >= 0
            && offsets[1].TryGetInt64(out var end) && end - begin == length
            ? new TensorEntry(name, precision, sizes, begin, end)
            : throw new RecognitionException(string.Create(
                CultureInfo.InvariantCulture,
                $"tensor '{name}' of {length} bytes has data_offsets {offsets.GetRawText()}"));
    }

    private static void CheckCoverage(List<TensorEntry> tensors, long dataLength)
    {
        var end = 0L;
        foreach (var tensor in tensors)
        {
            if (tensor.Begin != end)
            {
                throw new RecognitionException(string.Create(
                    CultureInfo.InvariantCulture, $"the data of tensor '{tensor.Name}' begins at byte {tensor.Begin}, but {end} is expected"));
            }

            end = tensor.End;
        }

        if (end != dataLength)
        {
            throw new RecognitionException(string.Create(
                CultureInfo.InvariantCulture, $"the tensors need {end} bytes of data, but the file has {dataLength}"));
        }
    }
}
