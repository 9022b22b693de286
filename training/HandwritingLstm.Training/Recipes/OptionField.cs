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

    internal OptionField(
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

    /// <summary>The value as JSON, such as <c>0.002</c> or <c>"epochs"</c>.</summary>
    public string Show(TOptions options)
    {
        var value = _get(options);
        return value switch
        {
            bool flag => flag ? "true" : "false",
            string text => $"\"{JsonEncodedText.Encode(text)}\"",
            Enum choice => $"\"{JsonNamingPolicy.CamelCase.ConvertName(choice.ToString())}\"",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException($"The option {Key} holds a {value.GetType()}."),
        };
    }

    /// <summary>The options with this field read from JSON; null where the value is of another type or out of range.</summary>
    internal TOptions? Read(TOptions options, JsonElement value) =>
        _read(value) is { } read ? _set(options, read) : default;
}
