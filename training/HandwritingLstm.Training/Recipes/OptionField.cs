using System.Globalization;
using System.Text.Json;

namespace HandwritingLstm.Training.Recipes;

/// <summary>One field of an options record: its key in a recipe, what it may be, and why it exists.</summary>
/// <typeparam name="TOptions">The options record.</typeparam>
/// <remarks>Reading, writing, checking and the help of the command line all come from this one description.</remarks>
public sealed class OptionField<TOptions>
{
    private readonly Func<TOptions, object> _get;
    private readonly Func<TOptions, object, TOptions> _set;
    private readonly Func<JsonElement, object?> _read;

    private OptionField(
        string key,
        string expected,
        string reason,
        Func<JsonElement, object?> read,
        Func<TOptions, object> get,
        Func<TOptions, object, TOptions> set)
    {
        Key = key;
        Expected = expected;
        Reason = reason;
        _read = read;
        _get = get;
        _set = set;
    }

    /// <summary>The key in the recipe, such as <c>batchLines</c>.</summary>
    public string Key { get; }

    /// <summary>What the value may be, such as <c>a whole number from 1 to 4096</c>.</summary>
    public string Expected { get; }

    /// <summary>Why the field exists, one sentence.</summary>
    public string Reason { get; }

    /// <summary>A number with or without decimals.</summary>
    public static OptionField<TOptions> Number(
        string key, double minimum, double maximum, string reason, Func<TOptions, double> get, Func<TOptions, double, TOptions> set) =>
        new(
            key,
            string.Create(CultureInfo.InvariantCulture, $"a number from {minimum} to {maximum}"),
            reason,
            json => json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var value) && value >= minimum && value <= maximum ? value : null,
            options => get(options),
            (options, value) => set(options, (double)value));

    /// <summary>A whole number.</summary>
    public static OptionField<TOptions> Whole(
        string key, int minimum, int maximum, string reason, Func<TOptions, int> get, Func<TOptions, int, TOptions> set) =>
        new(
            key,
            string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum} to {maximum}"),
            reason,
            json => json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var value) && value >= minimum && value <= maximum ? value : null,
            options => get(options),
            (options, value) => set(options, (int)value));

    /// <summary>Yes or no.</summary>
    public static OptionField<TOptions> Flag(
        string key, string reason, Func<TOptions, bool> get, Func<TOptions, bool, TOptions> set) =>
        new(
            key,
            "true or false",
            reason,
            json => json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : null,
            options => get(options),
            (options, value) => set(options, (bool)value));

    /// <summary>One of a few words: the members of an enumeration, in lower case.</summary>
    public static OptionField<TOptions> Choice<TChoice>(
        string key, string reason, Func<TOptions, TChoice> get, Func<TOptions, TChoice, TOptions> set)
        where TChoice : struct, Enum
    {
        var words = Enum.GetNames<TChoice>().Select(name => name.ToLowerInvariant()).ToArray();
        return new(
            key,
            $"one of \"{string.Join("\", \"", words)}\"",
            reason,
            json => json.ValueKind == JsonValueKind.String && Array.IndexOf(words, json.GetString()) is >= 0 and var index
                ? Enum.GetValues<TChoice>()[index]
                : null,
            options => get(options),
            (options, value) => set(options, (TChoice)value));
    }

    /// <summary>Any text; empty where nothing is set.</summary>
    public static OptionField<TOptions> Text(
        string key, string reason, Func<TOptions, string> get, Func<TOptions, string, TOptions> set) =>
        new(
            key,
            "a text in quotes",
            reason,
            json => json.ValueKind == JsonValueKind.String ? json.GetString() : null,
            get,
            (options, value) => set(options, (string)value));

    /// <summary>The value as JSON, such as <c>0.002</c> or <c>"epochs"</c>.</summary>
    public string Show(TOptions options)
    {
        var value = _get(options);
        return value switch
        {
            bool flag => flag ? "true" : "false",
            string text => $"\"{JsonEncodedText.Encode(text)}\"",
            Enum choice => $"\"{choice.ToString().ToLowerInvariant()}\"",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException($"The option {Key} holds a {value.GetType()}."),
        };
    }

    /// <summary>The options with this field read from JSON; null where the value is of another type or out of range.</summary>
    internal TOptions? Read(TOptions options, JsonElement value) =>
        _read(value) is { } read ? _set(options, read) : default;
}
