using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;
using HandwritingLstm.Network;

namespace HandwritingLstm.Models;

/// <summary>
/// A model as one <c>.safetensors</c> file: the tensors, and in the metadata the network (VGSL), the alphabet,
/// the preprocessing and what people want to know.
/// </summary>
public static class ModelFile
{
    /// <summary>The metadata <c>format</c>.</summary>
    public const string Format = "handwriting-lstm";

    /// <summary>The metadata <c>format_version</c>; another version is refused.</summary>
    public const string FormatVersion = "1";

    /// <summary>Loads a model; the file is mapped into memory and checked: checksum, shapes, offsets, labels, finite weights.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="RecognitionException">The file is missing, damaged, no model, or of another version.</exception>
    public static Model Load(string path) => ToModel(path, SafeTensors.Read(path));

    /// <summary>Loads a model from the bytes of its file.</summary>
    /// <param name="path">The file's name, for messages.</param>
    /// <param name="file">Its bytes.</param>
    internal static Model Parse(string path, ReadOnlySpan<byte> file) => ToModel(path, SafeTensors.Parse(path, file));

    /// <summary>Saves a model whole or not at all.</summary>
    /// <param name="path">The file; what stood there is replaced.</param>
    /// <param name="model">The model.</param>
    /// <param name="precision">How the weights are stored.</param>
    /// <exception cref="RecognitionException">
    /// The file cannot be written, the alphabet has another number of labels than the network, or a weight is not finite.
    /// </exception>
    public static void Save(string path, Model model, TensorPrecision precision)
    {
        ArgumentNullException.ThrowIfNull(model);
        try
        {
            Check(model);
        }
        catch (RecognitionException e)
        {
            throw new RecognitionException($"{path}: the model is not saved: {e.Message.ReplaceLineEndings(" ").TrimEnd('.')}.", e);
        }

        var about = model.Metadata;
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["format"] = Format,
            ["format_version"] = FormatVersion,
            ["vgsl"] = model.Spec.ToString(),
            ["alphabet"] = AlphabetJson.Write(model.Alphabet),
            ["preprocessing"] = model.Preprocessing,
            ["name"] = about.Name,
            ["description"] = about.Description,
            ["licence"] = about.Licence,
            ["data"] = about.Data,
            ["commit"] = about.Commit,
            ["created"] = about.Created,
            ["figures"] = about.Figures,
        };
        SafeTensors.Write(path, metadata, model.Tensors, precision);
    }

    private static Model ToModel(string path, SafeTensorsContent content)
    {
        try
        {
            return ToModel(content);
        }
        catch (RecognitionException e)
        {
            throw new RecognitionException($"{path}: {e.Message.ReplaceLineEndings(" ").TrimEnd('.')}.", e);
        }
    }

    private static Model ToModel(SafeTensorsContent content)
    {
        var metadata = content.Metadata;
        string Text(string key) => metadata.GetValueOrDefault(key, "");
        string Required(string key) => metadata.TryGetValue(key, out var value)
            ? value
            : throw new RecognitionException($"the metadata '{key}' is missing; save the model again with this program");

        if (!string.Equals(Text("format"), Format, StringComparison.Ordinal))
        {
            throw new RecognitionException(
                $"this safetensors file is no model of this program (format '{Text("format")}', not '{Format}'); name another file");
        }

        if (!string.Equals(Text("format_version"), FormatVersion, StringComparison.Ordinal))
        {
            throw new RecognitionException(
                $"the model has format version '{Text("format_version")}', but this program reads version {FormatVersion}; update the program");
        }

        if (content.Checksum is null)
        {
            throw new RecognitionException("the metadata 'checksum' is missing; the file is damaged: copy or download it again");
        }

        var model = new Model
        {
            Spec = NetworkSpec.Parse(Required("vgsl")),
            Alphabet = AlphabetJson.Parse(Required("alphabet")),
            Preprocessing = Required("preprocessing"),
            Metadata = new ModelMetadata
            {
                Name = Text("name"),
                Description = Text("description"),
                Licence = Text("licence"),
                Data = Text("data"),
                Commit = Text("commit"),
                Created = Text("created"),
                Figures = metadata.GetValueOrDefault("figures", "{}"),
            },
            Tensors = content.Tensors,
        };
        Check(model);
        return model;
    }

    private static void Check(Model model)
    {
        if (model.Spec.LabelCount != model.Alphabet.LabelCount)
        {
            throw new RecognitionException(string.Create(
                CultureInfo.InvariantCulture,
                $"the network has {model.Spec.LabelCount} labels, but the alphabet {model.Alphabet.LabelCount} (blank included); train it with this alphabet"));
        }

        CheckObject("preprocessing", model.Preprocessing);
        CheckObject("figures", model.Metadata.Figures);
        foreach (var tensor in model.Tensors)
        {
            if (!TensorPrimitives.IsFiniteAll(tensor.Values))
            {
                throw new RecognitionException(
                    $"tensor '{tensor.Name}' has weights that are not finite: the training diverged; use an earlier checkpoint");
            }
        }
    }

    private static void CheckObject(string key, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return;
            }
        }
        catch (JsonException)
        {
            // Reported below, as JSON of another kind is.
        }

        throw new RecognitionException($"the metadata '{key}' is no JSON object; save the model again with this program");
    }
}
