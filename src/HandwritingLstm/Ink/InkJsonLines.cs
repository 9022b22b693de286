using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace HandwritingLstm.Ink;

/// <summary>
/// Lines of ink as JSON, one object per line of the file:
/// <c>{"id":…,"text":…,"page_median_height":…,"strokes":[[x0,y0,dx1,dy1,…],…]}</c>, y downwards; may be compressed (.gz).
/// </summary>
public static class InkJsonLines
{
    /// <summary>Reads a file, one line of ink after the other.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="RecognitionException">The file cannot be read, or a line of it is no ink; the message names the row.</exception>
    public static IEnumerable<InkLine> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new RecognitionException($"{path}: there is no such file; check the path.");
        }

        return Lines();

        IEnumerable<InkLine> Lines()
        {
            using var file = File.OpenRead(path);
            using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var reader = new StreamReader(stream);
            var row = 0;
            while (NextRow(reader, path) is { } json)
            {
                row++;
                if (json.Length > 0)
                {
                    yield return Parse(path, row, json);
                }
            }
        }
    }

    private static string? NextRow(StreamReader reader, string path)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException)
        {
            throw new RecognitionException($"{path}: the file cannot be read: {problem.Message}", problem);
        }
    }

    private static InkLine Parse(string path, int row, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var line = document.RootElement;
            var height = line.GetProperty("page_median_height").GetSingle();
            if (!(height > 0) || !float.IsFinite(height))
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"page_median_height is {height}, not above 0"));
            }

            return new InkLine(
                line.GetProperty("id").GetString() ?? "",
                line.TryGetProperty("text", out var text) ? text.GetString() : null,
                height,
                [.. line.GetProperty("strokes").EnumerateArray().Select(Stroke)]);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new RecognitionException(
                string.Create(CultureInfo.InvariantCulture, $"{path}, row {row}: this is no line of ink: {problem.Message.ReplaceLineEndings(" ")}"), problem);
        }
    }

    // The first point, then the way to each of the others.
    private static InkStroke Stroke(JsonElement numbers)
    {
        var values = numbers.EnumerateArray().Select(number => number.GetSingle()).ToArray();
        if (values.Length < 2 || values.Length % 2 != 0)
        {
            throw new FormatException(string.Create(
                CultureInfo.InvariantCulture, $"a stroke has {values.Length} numbers; it needs pairs x, y"));
        }

        var (x, y) = (new float[values.Length / 2], new float[values.Length / 2]);
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = values[2 * i] + (i > 0 ? x[i - 1] : 0);
            y[i] = values[(2 * i) + 1] + (i > 0 ? y[i - 1] : 0);
        }

        return new InkStroke(x, y);
    }
}
