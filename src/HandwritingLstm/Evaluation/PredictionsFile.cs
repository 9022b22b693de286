using System.Globalization;

namespace HandwritingLstm.Evaluation;

/// <summary>Reads what a recogniser wrote: a CSV file <c>image,text[,confidence][,duration]</c> (RFC 4180, UTF-8); other columns are ignored.</summary>
public static class PredictionsFile
{
    /// <summary>Reads all predictions, in the order of the file; there may be none.</summary>
    /// <param name="csvPath">The file.</param>
    /// <exception cref="RecognitionException">
    /// The file cannot be read, is not UTF-8, lacks a column, has unbalanced quotes, rows of the wrong length, an image twice,
    /// a confidence that is not a number from 0 to 1, or a duration that is not a number of seconds; the message names the file, the row and the column.
    /// </exception>
    public static IReadOnlyList<Prediction> Read(string csvPath)
    {
        var table = CsvTable.Read(csvPath, "image", "text");
        var rowOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var predictions = new List<Prediction>(table.Rows.Count);

        foreach (var (row, fields) in table.Rows)
        {
            var image = table.UniqueImage(row, fields, rowOf);
            float? confidence = null;
            if (table.Field(fields, "confidence") is { } field && !string.IsNullOrWhiteSpace(field))
            {
                confidence = float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1
                    ? value
                    : throw new RecognitionException(
                        $"{csvPath}: row {row}, column confidence: found {CsvTable.Quote(field)}; expected a number from 0 to 1, such as 0.97, or nothing.");
            }

            double? seconds = null;
            if (table.Field(fields, "duration") is { } duration && !string.IsNullOrWhiteSpace(duration))
            {
                seconds = double.TryParse(duration, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and < double.PositiveInfinity
                    ? value
                    : throw new RecognitionException(
                        $"{csvPath}: row {row}, column duration: found {CsvTable.Quote(duration)}; expected seconds, such as 0.012, or nothing.");
            }

            predictions.Add(new Prediction(image, table.Field(fields, "text")!, confidence, row) { Seconds = seconds });
        }

        return predictions;
    }
}
