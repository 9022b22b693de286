using CsvHelper;
using HandwritingLstm.Text;

namespace HandwritingLstm.Evaluation;

/// <summary>A CSV file (RFC 4180, UTF-8) with a header, read strictly: whatever is wrong with it is named with its row.</summary>
internal sealed class CsvTable
{
    private readonly string _path;
    private readonly Dictionary<string, int> _columns;

    private CsvTable(string path, Dictionary<string, int> columns)
    {
        _path = path;
        _columns = columns;
    }

    /// <summary>The rows below the header: where each begins in the file, from 1, and its fields.</summary>
    public List<(int Row, string[] Fields)> Rows { get; } = [];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="required">The columns that it must have.</param>
    /// <exception cref="RecognitionException">The file cannot be read, is not UTF-8, is empty, lacks a column or is not RFC 4180.</exception>
    public static CsvTable Read(string path, params ReadOnlySpan<string> required)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var options = new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false, // the header is the first row to us, so that it is checked like any other
            MalformedData = CsvMalformedDataHandling.Throw,
            TrackLineNumbers = true,
        };
        using var reader = CsvReader.FromText(Utf8File.Read(path), options);

        CsvTable? table = null;
        while (TryRead(reader, path))
        {
            var row = checked((int)reader.LineNumber);
            var fields = new string[reader.FieldCount];
            for (var i = 0; i < fields.Length; i++)
            {
                fields[i] = reader.GetString(i);
            }

            if (table is null)
            {
                table = new CsvTable(path, NameColumns(path, row, fields, required));
            }
            else if (fields.Length == table._columns.Count)
            {
                table.Rows.Add((row, fields));
            }
            else
            {
                throw new RecognitionException(
                    $"{path}: row {row} has {fields.Length} fields, but the header names {table._columns.Count} columns; " +
                    "enclose fields with commas or line ends in double quotes.");
            }
        }

        return table ?? throw new RecognitionException(
            $"{path}: the file is empty; expected a CSV file with the header {string.Join(',', required)}.");
    }

    /// <summary>A field of a row; null where there is no such column.</summary>
    public string? Field(string[] fields, string column) => _columns.TryGetValue(column, out var index) ? fields[index] : null;

    /// <summary>The image that a row is about.</summary>
    /// <param name="row">Where the row begins.</param>
    /// <param name="fields">The fields of the row.</param>
    /// <param name="rowOf">The images of the rows before, in one spelling, with their rows; this one is added.</param>
    /// <exception cref="RecognitionException">The row names no image, or one that another row has named.</exception>
    public string UniqueImage(int row, string[] fields, Dictionary<string, int> rowOf)
    {
        var image = Field(fields, "image")!;
        if (string.IsNullOrWhiteSpace(image) || image.Contains('\0', StringComparison.Ordinal))
        {
            throw new RecognitionException($"{_path}: row {row}, column image: found no file name; expected the name of an image.");
        }

        var key = GroundTruthLine.Key(image);
        if (!rowOf.TryAdd(key, row))
        {
            throw new RecognitionException(
                $"{_path}: row {row}, column image: {Quote(image)} is already in row {rowOf[key]}; every image may stand there once, so remove one.");
        }

        return image;
    }

    /// <summary>A field for a message: in quotes, on one line, and shortened.</summary>
    public static string Quote(string field) => $"'{Shorten(field)}'";

    private static Dictionary<string, int> NameColumns(string path, int row, string[] header, ReadOnlySpan<string> required)
    {
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < header.Length; i++)
        {
            if (!columns.TryAdd(header[i].Trim(), i))
            {
                throw new RecognitionException($"{path}: row {row}, column {i + 1}: the header names {Quote(header[i])} twice; expected distinct names.");
            }
        }

        foreach (var name in required)
        {
            if (!columns.ContainsKey(name))
            {
                throw new RecognitionException(
                    $"{path}: row {row}: the header lacks the column '{name}' (found: {Shorten(string.Join(", ", header))}); " +
                    $"expected at least {string.Join(',', required)}, separated by commas.");
            }
        }

        return columns;
    }

    private static bool TryRead(CsvReader reader, string path)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException exception)
        {
            throw new RecognitionException(
                $"{path}: row {exception.LineNumber} has unbalanced quotes; enclose a field that holds quotes in double quotes and double those within.",
                exception);
        }
    }

    private static string Shorten(string text)
    {
        var line = TextNormalizer.Normalize(text);
        return line.Length <= 200 ? line : string.Concat(line.AsSpan(0, 200), "…");
    }
}
