namespace HandwritingLstm.Evaluation;

/// <summary>Reads ground truth from a CSV file <c>image,text[,writer][,page][,split]</c> (RFC 4180, UTF-8); other columns are ignored.</summary>
public static class GroundTruthFile
{
    /// <summary>Reads all lines, in the order of the file.</summary>
    /// <param name="csvPath">The file; images are relative to its folder. Whether they exist is not looked at.</param>
    /// <exception cref="RecognitionException">
    /// The file cannot be read, is not UTF-8, has no lines, lacks a column, has unbalanced quotes, rows of the wrong length,
    /// or an image twice; the message names the file and the row.
    /// </exception>
    public static IReadOnlyList<GroundTruthLine> Read(string csvPath)
    {
        var table = CsvTable.Read(csvPath, "image", "text");
        var folder = Path.GetDirectoryName(Path.GetFullPath(csvPath)) ?? "";
        var rowOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var lines = new List<GroundTruthLine>(table.Rows.Count);

        foreach (var (row, fields) in table.Rows)
        {
            var image = table.UniqueImage(row, fields, rowOf);
            lines.Add(new GroundTruthLine(
                image,
                Path.Combine(folder, GroundTruthLine.Key(image)),
                table.Field(fields, "text")!,
                Known(table.Field(fields, "writer")),
                Known(table.Field(fields, "page")),
                Known(table.Field(fields, "split")),
                row)
            {
                Source = csvPath,
            });
        }

        return lines.Count > 0
            ? lines
            : throw new RecognitionException($"{csvPath}: the file has a header but no lines; expected one row for each line image.");
    }

    private static string? Known(string? field) => string.IsNullOrWhiteSpace(field) ? null : field.Trim();
}
