namespace HandwritingLstm.Evaluation;

/// <summary>Reads the causes that people gave to lines: a CSV file <c>image,cause[,gallery][,note]</c>, as the report's page saves it.</summary>
public static class CauseLabelsFile
{
    /// <summary>The word in the column <c>gallery</c> for lines that were drawn at random.</summary>
    internal const string RandomGallery = "random";

    /// <summary>Reads all labels; rows without a cause are left out.</summary>
    /// <param name="csvPath">The file.</param>
    /// <exception cref="RecognitionException">
    /// The file cannot be read, is not UTF-8, lacks a column, has unbalanced quotes, rows of the wrong length, or an image twice.
    /// </exception>
    public static IReadOnlyList<CauseLabel> Read(string csvPath)
    {
        var table = CsvTable.Read(csvPath, "image", "cause");
        var rowOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var labels = new List<CauseLabel>(table.Rows.Count);
        foreach (var (row, fields) in table.Rows)
        {
            var image = table.UniqueImage(row, fields, rowOf);
            var cause = table.Field(fields, "cause")!.Trim();
            if (cause.Length > 0)
            {
                var galleries = (table.Field(fields, "gallery") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
                var isRandom = galleries.Contains(RandomGallery, StringComparer.OrdinalIgnoreCase);
                labels.Add(new CauseLabel(image, cause, isRandom, table.Field(fields, "note") ?? ""));
            }
        }

        return labels;
    }
}
