using System.Text.Json;

namespace HandwritingLstm.Evaluation.Report;

/// <summary>The part of <see cref="ReportJson"/> on where the errors are.</summary>
internal static class ReportJsonProfile
{
    /// <summary>Writes the keys <c>errors</c> and <c>confusions</c>.</summary>
    public static void Write(Utf8JsonWriter json, ErrorProfile profile)
    {
        json.WriteStartObject("errors");
        WriteCharacters(json, "byClass", profile.ByClass);
        WriteCharacters(json, "byPosition", profile.ByPosition);
        WriteLines(json, "byLength", profile.ByLength);
        WriteLines(json, "byWriter", profile.ByWriter);
        WriteLines(json, "byConfidence", profile.ByConfidence);
        json.WriteEndObject();

        json.WriteStartObject("confusions");
        WriteConfusions(json, "characters", profile.Confusions);
        WriteConfusions(json, "runs", profile.Runs);
        json.WriteStartArray("nGrams");
        foreach (var group in profile.NGrams)
        {
            json.WriteStartObject();
            json.WriteString("text", group.Text);
            json.WriteNumber("count", group.Count);
            json.WriteNumber("errors", group.ErrorCount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCharacters(Utf8JsonWriter json, string name, IReadOnlyList<CharacterGroup> groups)
    {
        json.WriteStartArray(name);
        foreach (var group in groups)
        {
            json.WriteStartObject();
            json.WriteString("name", group.Name);
            ReportJson.WriteCounts(json, group.Counts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLines(Utf8JsonWriter json, string name, IReadOnlyList<LineGroup> groups)
    {
        json.WriteStartArray(name);
        foreach (var group in groups)
        {
            json.WriteStartObject();
            json.WriteString("name", group.Name);
            json.WriteNumber("lines", group.Rates.LineCount);
            json.WriteNumber("correct", group.Rates.CorrectLineCount);
            json.WriteNumber("cer", group.Rates.Cer);
            json.WriteNumber("wer", group.Rates.Wer);
            json.WriteNumber("edits", group.Rates.Characters.Edits);
            json.WriteNumber("truthLength", group.Rates.Characters.TruthLength);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteConfusions(Utf8JsonWriter json, string name, Confusions confusions)
    {
        json.WriteStartArray(name);
        foreach (var confusion in confusions.All)
        {
            json.WriteStartObject();
            json.WriteString("truth", confusion.Truth);
            json.WriteString("reading", confusion.Reading);
            json.WriteNumber("count", confusion.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
