using System.Text.Json;

namespace HandwritingLstm.Cli.Tests;

/// <summary>Checks a document against the keywords of JSON Schema (draft 2020-12) that our schemas use; another keyword is a failure.</summary>
/// <param name="schema">The schema.</param>
internal sealed class SchemaCheck(JsonElement schema)
{
    /// <summary>What is wrong with a document, with the path to it.</summary>
    public IEnumerable<string> Problems(JsonElement document) => Problems(schema, document, "$");

    private IEnumerable<string> Problems(JsonElement rule, JsonElement value, string path) =>
        rule.EnumerateObject().SelectMany(keyword => Problems(rule, keyword, value, path));

    private IEnumerable<string> Problems(JsonElement rule, JsonProperty keyword, JsonElement value, string path)
    {
        switch (keyword.Name)
        {
            case "$ref":
                var name = keyword.Value.GetString()!["#/$defs/".Length..];
                return Problems(schema.GetProperty("$defs").GetProperty(name), value, path);
            case "const":
                return When(!JsonElement.DeepEquals(keyword.Value, value), $"{path} is {value}, expected {keyword.Value}");
            case "enum":
                return When(!keyword.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)), $"{path} is {value}");
            case "type":
                return When(!IsOfType(keyword.Value.GetString()!, value), $"{path} is {value.ValueKind}, expected {keyword.Value}");
            case "minimum":
                return When(value.ValueKind == JsonValueKind.Number && value.GetDouble() < keyword.Value.GetDouble(), $"{path} is {value}");
            case "maximum":
                return When(value.ValueKind == JsonValueKind.Number && value.GetDouble() > keyword.Value.GetDouble(), $"{path} is {value}");
            case "anyOf":
                var all = keyword.Value.EnumerateArray().Select(one => Problems(one, value, path).ToArray()).ToArray();
                return all.Any(problems => problems.Length == 0) ? [] : all[0];
            case "items":
                return value.ValueKind == JsonValueKind.Array
                    ? value.EnumerateArray().SelectMany((item, index) => Problems(keyword.Value, item, $"{path}[{index}]"))
                    : [];
            case "required":
                return keyword.Value.EnumerateArray()
                    .Where(key => value.ValueKind == JsonValueKind.Object && !value.TryGetProperty(key.GetString()!, out _))
                    .Select(key => $"{path} lacks {key}");
            case "properties":
                return keyword.Value.EnumerateObject()
                    .Where(property => value.ValueKind == JsonValueKind.Object && value.TryGetProperty(property.Name, out _))
                    .SelectMany(property => Problems(property.Value, value.GetProperty(property.Name), $"{path}.{property.Name}"));
            case "$schema" or "$defs" or "title" or "description" or "additionalProperties":
                return [];
            default:
                return [$"the schema has a keyword that is not checked, {keyword.Name}, beside {rule}"];
        }
    }

    private static string[] When(bool isWrong, string problem) => isWrong ? [problem] : [];

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => value.ValueKind == JsonValueKind.Number,
    };
}
