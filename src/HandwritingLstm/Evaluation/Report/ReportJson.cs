using System.Text.Encodings.Web;
using System.Text.Json;

namespace HandwritingLstm.Evaluation.Report;

/// <summary>The report as JSON, for programs; <c>samples/report/report.schema.json</c> describes it.</summary>
/// <remarks>Rates, differences and confidences are fractions. What a report does not have is null.</remarks>
internal static class ReportJson
{
    /// <summary>What a reader tells our reports by.</summary>
    public const string Schema = "handwriting-lstm/evaluation-report";

    /// <summary>Rises whenever a key changes its meaning or goes; new keys do not raise it.</summary>
    public const int Version = 1;

    private static readonly JsonWriterOptions _options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // the output is a UTF-8 file, never a part of a web page
    };

    /// <summary>Writes the report.</summary>
    public static void Write(Stream stream, ReportContent content, Gallery gallery)
    {
        using var json = new Utf8JsonWriter(stream, _options);
        var report = content.Report;
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteNumber("version", Version);
        json.WriteString("program", content.Version);
        json.WriteString("created", content.Created);
        json.WriteString("truth", content.Truth);
        json.WriteString("reader", content.Reader);
        WriteLines(json, report);
        json.WriteStartObject("rates");
        foreach (var rate in report.Rates.All)
        {
            json.WriteStartObject(rate.Key);
            WriteCounts(json, rate.Counts);
            WriteInterval(json, "overLines", rate.OverLines);
            WriteInterval(json, "overWriters", rate.OverWriters);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        ReportJsonProfile.Write(json, report.Profile);
        ReportJsonConfidence.Write(json, content);
        ReportJsonExtras.Write(json, content);
        WriteGallery(json, gallery);
        json.WriteEndObject();
    }

    /// <summary>Writes the rate and its counts into the object that is open.</summary>
    public static void WriteCounts(Utf8JsonWriter json, EditCounts counts)
    {
        json.WriteNumber("rate", counts.Rate);
        json.WriteNumber("edits", counts.Edits);
        json.WriteNumber("substitutions", counts.Substitutions);
        json.WriteNumber("insertions", counts.Insertions);
        json.WriteNumber("deletions", counts.Deletions);
        json.WriteNumber("truthLength", counts.TruthLength);
    }

    /// <summary>Writes an interval, or null.</summary>
    public static void WriteInterval(Utf8JsonWriter json, string name, ConfidenceInterval? interval)
    {
        if (interval is not { } value)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("low", value.Low);
        json.WriteNumber("high", value.High);
        json.WriteEndObject();
    }

    /// <summary>Writes strings.</summary>
    public static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteLines(Utf8JsonWriter json, EvaluationReport report)
    {
        json.WriteStartObject("lines");
        json.WriteNumber("count", report.Lines.Count);
        json.WriteNumber("correct", report.Overall.CorrectLineCount);
        json.WriteNumber("writers", report.WriterCount);
        WriteStrings(json, "missing", report.Missing);
        WriteStrings(json, "extra", report.Extra);
        WriteStrings(json, "emptyTruths", report.EmptyTruths);
        WriteStrings(json, "emptyReadings", report.EmptyReadings);
        json.WriteEndObject();
    }

    private static void WriteGallery(Utf8JsonWriter json, Gallery gallery)
    {
        json.WriteStartObject("gallery");
        WriteStrings(json, "suspectTruths", gallery.AllSuspects.Select(line => line.Id));
        WriteStrings(json, "worst", gallery.Worst.Select(line => line.Id));
        WriteStrings(json, "random", gallery.Random.Select(line => line.Id));
        json.WriteEndObject();
    }
}
