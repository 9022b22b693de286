using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace HandwritingLstm.Pdf;

/// <summary>A file that <see cref="PdfWriter"/> wrote, read to be put into another one.</summary>
/// <remarks>Its objects are copied as they are, only with other numbers; PDF files of other programs are not read.</remarks>
internal static partial class PdfPart
{
    /// <summary>Copies the page of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="writer">Receives it.</param>
    /// <returns>The page's number in the new file.</returns>
    /// <exception cref="RecognitionException">The file cannot be read, is not ours, not whole, or was changed by another program.</exception>
    public static int Copy(string path, PdfWriter writer)
    {
        try
        {
            return Copy(File.ReadAllBytes(path), writer);
        }
        catch (Exception problem) when (problem is FormatException or ArgumentOutOfRangeException or OverflowException or RegexMatchTimeoutException)
        {
            throw new RecognitionException($"{path}: is no PDF file as we wrote it (cut off, or changed by another program), and cannot be joined; delete it and run again.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new RecognitionException($"{path}: cannot be read ({problem.Message.ReplaceLineEndings(" ")}); delete it and run again.", problem);
        }
    }

    private static int Copy(byte[] file, PdfWriter writer)
    {
        if (!file.AsSpan().StartsWith(PdfWriter.Header))
        {
            throw new FormatException("The header is not ours.");
        }

        var offsets = Offsets(file);
        var numbers = new int[offsets.Count];
        for (var number = PdfWriter.FirstFree; number < numbers.Length; number++)
        {
            numbers[number] = writer.NewNumber();
        }

        var pages = new List<int>();
        for (var number = PdfWriter.FirstFree; number < numbers.Length; number++)
        {
            var name = Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n"));
            if (!file.AsSpan(offsets[number]).StartsWith(name))
            {
                throw new FormatException("An object lies elsewhere.");
            }

            var start = offsets[number] + name.Length;
            var end = start + file.AsSpan(start).IndexOf("\n"u8); // a value is one line
            var value = Reference().Replace(
                Encoding.Latin1.GetString(file, start, end - start),
                match => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) is var old && old < PdfWriter.FirstFree ? match.Value
                    : old < numbers.Length ? string.Create(CultureInfo.InvariantCulture, $"{numbers[old]} 0 R")
                    : throw new FormatException("An object is missing."));
            var data = file.AsSpan(end + 1);
            if (data.StartsWith("stream\n"u8))
            {
                var length = Length().Match(value);
                var bytes = int.Parse(length.Groups["bytes"].Value, CultureInfo.InvariantCulture);
                writer.Stream(numbers[number], value[3..length.Index].TrimEnd(), data.Slice("stream\n".Length, bytes));
            }
            else
            {
                writer.Object(numbers[number], value);
                if (value.Contains("/Type /Page ", StringComparison.Ordinal))
                {
                    pages.Add(numbers[number]);
                }
            }
        }

        return pages is [var page] ? page : throw new FormatException("Not one page.");
    }

    /// <summary>Where every object lies, by its number.</summary>
    private static List<int> Offsets(byte[] file)
    {
        const int Entry = 20; // bytes
        var tail = Encoding.Latin1.GetString(file, Math.Max(0, file.Length - 64), Math.Min(64, file.Length));
        var end = Start().Match(tail);
        var table = int.Parse(end.Groups["offset"].Value, CultureInfo.InvariantCulture);
        var lines = Encoding.Latin1.GetString(file, table, file.Length - table).Split('\n');
        if (lines is not ["xref", var section, .. var entries] || section.Split(' ') is not ["0", var size])
        {
            throw new FormatException("The table is not ours.");
        }

        var count = int.Parse(size, CultureInfo.InvariantCulture);
        return count <= entries.Length && entries[..count].All(entry => entry.Length == Entry - 1)
            ? [.. entries[..count].Select(entry => int.Parse(entry[..10], CultureInfo.InvariantCulture))]
            : throw new FormatException("An entry is cut off.");
    }

    [GeneratedRegex(@"\b(?<number>\d+) 0 R\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"/Length (?<bytes>\d+) >>$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Length();

    [GeneratedRegex(@"startxref\n(?<offset>\d+)\n%%EOF\n$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Start();
}
