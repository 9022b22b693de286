using System.Globalization;
using CsvHelper;

namespace HandwritingLstm.Evaluation.Report;

/// <summary>One row for every line: <c>id,writer,truth,reading,edits,cer,wer,confidence,duration</c>.</summary>
/// <remarks>CER and WER are fractions, duration is in seconds; what is not known is empty.</remarks>
internal static class LinesCsv
{
    /// <summary>Writes all lines, in the order of the ground truth.</summary>
    public static void Write(Stream stream, IReadOnlyList<LineComparison> lines)
    {
        using var csv = CsvWriter.Create(stream, CsvOutput.Options, leaveOpen: true);
        csv.WriteRecord("id", "writer", "truth", "reading", "edits", "cer", "wer", "confidence", "duration");
        foreach (var line in lines)
        {
            csv.WriteRecord(
                line.Id,
                line.Writer ?? "",
                line.Truth,
                line.Reading,
                line.Rates.Characters.Edits.ToString(CultureInfo.InvariantCulture),
                Decimal(line.Rates.Cer),
                Decimal(line.Rates.Wer),
                Decimal(line.Confidence),
                line.Seconds?.ToString("0.######", CultureInfo.InvariantCulture) ?? "");
        }
    }

    private static string Decimal(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "";
}
