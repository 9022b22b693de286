using System.Text.Json;

namespace HandwritingLstm.Evaluation.Report;

/// <summary>The parts of <see cref="ReportJson"/> that only some reports have.</summary>
internal static class ReportJsonExtras
{
    /// <summary>Writes the keys <c>comparison</c>, <c>gaps</c> and <c>causes</c>.</summary>
    public static void Write(Utf8JsonWriter json, ReportContent content)
    {
        WriteComparison(json, content);
        WriteGaps(json, content.Gaps);
        WriteCauses(json, content.Causes);
    }

    private static void WriteComparison(Utf8JsonWriter json, ReportContent content)
    {
        if (content.Comparison is not { } comparison)
        {
            json.WriteNull("comparison");
            return;
        }

        json.WriteStartObject("comparison");
        json.WriteString("reader", content.SecondReader);
        json.WriteNumber("secondCer", comparison.Second.Overall.Cer);
        json.WriteNumber("secondWer", comparison.Second.Overall.Wer);
        json.WriteNumber("betterLines", comparison.BetterLines);
        json.WriteNumber("worseLines", comparison.WorseLines);
        WriteDifference(json, "cer", comparison.Cer);
        WriteDifference(json, "wer", comparison.Wer);
        WriteDifference(json, "cerOverWriters", comparison.CerOverWriters);
        WriteDifference(json, "werOverWriters", comparison.WerOverWriters);
        json.WriteEndObject();
    }

    private static void WriteGaps(Utf8JsonWriter json, GapAnalysis? gaps)
    {
        if (gaps is null)
        {
            json.WriteNull("gaps");
            return;
        }

        json.WriteStartObject("gaps");
        json.WriteNumber("wantedCer", gaps.WantedCer);
        json.WriteStartArray("sets");
        foreach (var gap in gaps.Gaps)
        {
            json.WriteStartObject();
            json.WriteString("stage", gap.To.Stage.ToString());
            json.WriteString("source", gap.To.Source);
            json.WriteNumber("lines", gap.To.Report.Lines.Count);
            json.WriteNumber("cer", gap.To.Report.Overall.Cer);
            WriteDifference(json, "gap", gap.Difference);
            json.WriteString("cause", gap.Cause);
            json.WriteString("suggestion", gap.Suggestion);
            json.WriteBoolean("isWidest", gap == gaps.Widest);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCauses(Utf8JsonWriter json, CauseTable? causes)
    {
        if (causes is null)
        {
            json.WriteNull("causes");
            return;
        }

        json.WriteStartObject("causes");
        json.WriteNumber("randomLines", causes.RandomCount);
        ReportJson.WriteStrings(json, "unknown", causes.Unknown);
        json.WriteStartArray("shares");
        foreach (var cause in causes.Causes)
        {
            json.WriteStartObject();
            json.WriteString("cause", cause.Cause);
            json.WriteNumber("lines", cause.LineCount);
            json.WriteNumber("edits", cause.Edits);
            json.WriteNumber("cer", cause.Cer);
            if (cause.EstimatedCer is { } cer)
            {
                json.WriteNumber("estimatedCer", cer);
            }
            else
            {
                json.WriteNull("estimatedCer");
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDifference(Utf8JsonWriter json, string name, RateDifference? difference)
    {
        if (difference is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("value", difference.Value);
        json.WriteNumber("low", difference.Interval.Low);
        json.WriteNumber("high", difference.Interval.High);
        json.WriteNumber("probabilityLower", difference.ProbabilityLower);
        json.WriteEndObject();
    }
}
