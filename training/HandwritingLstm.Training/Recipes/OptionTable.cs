using System.Globalization;
using System.Text.Json;

namespace HandwritingLstm.Training.Recipes;

/// <summary>All fields of an options record, under the name of their section in a recipe.</summary>
/// <typeparam name="TOptions">The options record.</typeparam>
/// <remarks>Built once per record, field by field: <c>new OptionTable&lt;T&gt;("section").Number(…).Flag(…)</c>.</remarks>
/// <param name="section">The section's name in a recipe, such as <c>training</c>.</param>
public sealed class OptionTable<TOptions>(string section)
    where TOptions : class
{
    private readonly List<OptionField<TOptions>> _fields = [];

    /// <summary>The section's name in a recipe.</summary>
    public string Section { get; } = section;

    /// <summary>The fields in the order in which they are written.</summary>
    public IReadOnlyList<OptionField<TOptions>> Fields => _fields;

    /// <summary>Adds a number with or without decimals.</summary>
    public OptionTable<TOptions> Number(
        string key, double minimum, double maximum, string reason, Func<TOptions, double> get, Func<TOptions, double, TOptions> set) =>
        Add(
            key,
            string.Create(CultureInfo.InvariantCulture, $"a number from {minimum} to {maximum}"),
            reason,
            json => json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var value) && value >= minimum && value <= maximum ? value : null,
            options => get(options),
            (options, value) => set(options, (double)value));

    /// <summary>Adds a whole number.</summary>
    public OptionTable<TOptions> Whole(
        string key, int minimum, int maximum, string reason, Func<TOptions, int> get, Func<TOptions, int, TOptions> set) =>
        Add(
            key,
            string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum} to {maximum}"),
            reason,
            json => json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var value) && value >= minimum && value <= maximum ? value : null,
            options => get(options),
            (options, value) => set(options, (int)value));

    /// <summary>Adds a yes or no.</summary>
    public OptionTable<TOptions> Flag(string key, string reason, Func<TOptions, bool> get, Func<TOptions, bool, TOptions> set) =>
        Add(
            key,
            "true or false",
            reason,
            json => json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : null,
            options => get(options),
            (options, value) => set(options, (bool)value));

    /// <summary>Adds one of a few words: the members of an enumeration, such as <c>inkBox</c>.</summary>
    public OptionTable<TOptions> Choice<TChoice>(
        string key, string reason, Func<TOptions, TChoice> get, Func<TOptions, TChoice, TOptions> set)
        where TChoice : struct, Enum
    {
        var words = Enum.GetNames<TChoice>().Select(JsonNamingPolicy.CamelCase.ConvertName).ToArray();
        return Add(
            key,
            $"one of \"{string.Join("\", \"", words)}\"",
            reason,
            json => json.ValueKind == JsonValueKind.String && Array.IndexOf(words, json.GetString()) is >= 0 and var index
                ? Enum.GetValues<TChoice>()[index]
                : null,
            options => get(options),
            (options, value) => set(options, (TChoice)value));
    }

    /// <summary>Adds a text; empty where nothing is set.</summary>
    public OptionTable<TOptions> Text(string key, string reason, Func<TOptions, string> get, Func<TOptions, string, TOptions> set) =>
        Add(
            key,
            "a text in quotes",
            reason,
            json => json.ValueKind == JsonValueKind.String ? json.GetString() : null,
            get,
            (options, value) => set(options, (string)value));

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

    private OptionTable<TOptions> Add(
        string key,
        string expected,
        string reason,
        Func<JsonElement, object?> read,
        Func<TOptions, object> get,
        Func<TOptions, object, TOptions> set)
    {
        _fields.Add(new OptionField<TOptions>(key, expected, reason, read, get, set));
        return this;
    }

    private static JsonElement? TryParse(string json)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(json));
        try
        {
            var value = JsonElement.ParseValue(ref reader);
            return reader.Read() ? null : value; // 1,5 is not 1
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
