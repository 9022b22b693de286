using System.Text.Json;

namespace HandwritingLstm.Evaluation.Report;

/// <summary>The part of <see cref="ReportJson"/> on confidences.</summary>
internal static class ReportJsonConfidence
{
    /// <summary>Writes the keys <c>calibration</c>, <c>characterCalibration</c> and <c>coverage</c>.</summary>
    public static void Write(Utf8JsonWriter json, ReportContent content)
    {
        WriteCalibration(json, "calibration", content.LineCalibration);
        WriteCalibration(json, "characterCalibration", content.CharacterCalibration);
        if (content.Coverage is not { } curve)
        {
            json.WriteNull("coverage");
            return;
        }

        json.WriteStartArray("coverage");
        foreach (var point in curve.Points)
        {
            json.WriteStartObject();
            json.WriteNumber("kept", point.Kept);
            json.WriteNumber("cer", point.Cer);
            json.WriteNumber("threshold", Rounded(point.Threshold));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCalibration(Utf8JsonWriter json, string name, Calibration? calibration)
    {
        if (calibration is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("expectedError", calibration.ExpectedError);
        json.WriteStartArray("bins");
        foreach (var bin in calibration.Bins)
        {
            json.WriteStartObject();
            json.WriteString("range", bin.Name);
            json.WriteNumber("characters", bin.Count);
            json.WriteNumber("confidence", bin.Confidence);
            json.WriteNumber("right", bin.Accuracy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Confidences are floats: decimals beyond these are noise, and a decimal prints as it is.</summary>
    private static decimal Rounded(double confidence) => Math.Round((decimal)confidence, 6);
}
