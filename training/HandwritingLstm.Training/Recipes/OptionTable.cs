using System.Text.Json;

namespace HandwritingLstm.Training.Recipes;

/// <summary>All fields of an options record, under the name of their section in a recipe.</summary>
/// <typeparam name="TOptions">The options record.</typeparam>
/// <param name="section">The section's name in a recipe, such as <c>training</c>.</param>
/// <param name="fields">The fields in the order in which they are written.</param>
public sealed class OptionTable<TOptions>(string section, params IReadOnlyList<OptionField<TOptions>> fields)
    where TOptions : class
{
    /// <summary>The section's name in a recipe.</summary>
    public string Section { get; } = section;

    /// <summary>The fields in the order in which they are written.</summary>
    public IReadOnlyList<OptionField<TOptions>> Fields { get; } = fields;

    /// <summary>The options with one field changed, as <c>--set section.key=value</c> asks.</summary>
    /// <param name="options">The options to change.</param>
    /// <param name="key">The field's key.</param>
    /// <param name="value">The new value, as in the recipe; the quotes around a word may be left out.</param>
    /// <exception cref="RecognitionException">The key is unknown, or the value has another type or is out of range.</exception>
    public TOptions With(TOptions options, string key, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        const string Where = "Option";
        var field = Find(key, Where);
        return TryParse(value) is { } plain && field.Read(options, plain) is { } read
            ? read
            : Apply(options, field, JsonDocument.Parse($"\"{JsonEncodedText.Encode(value)}\"").RootElement, Where);
    }

    /// <summary>Checks every field's range.</summary>
    /// <param name="options">The options.</param>
    /// <param name="where">Where the options come from: the beginning of the message.</param>
    /// <exception cref="RecognitionException">A value is out of range.</exception>
    public void Validate(TOptions options, string where)
    {
        foreach (var field in Fields)
        {
            // A number that JSON cannot hold (NaN, infinity) is out of every range.
            if (TryParse(field.Show(options)) is not { } value || field.Read(options, value) is null)
            {
                throw OutOfRange(field, field.Show(options), where);
            }
        }
    }

    /// <summary>Reads a section: the defaults, with the given fields replaced.</summary>
    internal TOptions Read(JsonElement json, TOptions defaults, string where)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new RecognitionException(
                $"{where}: \"{Section}\" is {json.GetRawText()}, but it must be an object with keys such as \"{Fields[0].Key}\".");
        }

        return json.EnumerateObject()
            .Aggregate(defaults, (options, property) => Apply(options, Find(property.Name, where), property.Value, where));
    }

    /// <summary>Writes all fields, the defaults too: a checkpoint then means the same after a default has changed.</summary>
    internal void Write(Utf8JsonWriter writer, TOptions options)
    {
        writer.WriteStartObject(Section);
        foreach (var field in Fields)
        {
            writer.WritePropertyName(field.Key);
            writer.WriteRawValue(field.Show(options));
        }

        writer.WriteEndObject();
    }

    private static JsonElement? TryParse(string json)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(json));
        try
        {
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private TOptions Apply(TOptions options, OptionField<TOptions> field, JsonElement value, string where) =>
        field.Read(options, value) ?? throw OutOfRange(field, value.GetRawText(), where);

    private OptionField<TOptions> Find(string key, string where) =>
        Fields.FirstOrDefault(field => string.Equals(field.Key, key, StringComparison.Ordinal))
        ?? throw new RecognitionException(
            $"{where}: \"{Section}.{key}\" is unknown; \"{Section}\" knows {string.Join(", ", Fields.Select(field => field.Key))}.");

    private RecognitionException OutOfRange(OptionField<TOptions> field, string found, string where) =>
        new($"{where}: \"{Section}.{field.Key}\" is {found}, but it must be {field.Expected}.");
}
