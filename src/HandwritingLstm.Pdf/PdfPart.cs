using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace HandwritingLstm.Pdf;

/// <summary>A file that <see cref="PdfWriter"/> wrote, read to be put into another one.</summary>
/// <remarks>Its objects are copied as they are, only with other numbers; PDF files of other programs are not read.</remarks>
internal static partial class PdfPart
{
    /// <summary>Copies the pages of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="writer">Receives them.</param>
    /// <returns>The numbers of its pages in the new file.</returns>
    /// <exception cref="RecognitionException">The file is not ours, or not whole.</exception>
    public static IReadOnlyList<int> Copy(string path, PdfWriter writer)
    {
        var file = File.ReadAllBytes(path);
        try
        {
            return Copy(file, writer);
        }
        catch (Exception problem) when (problem is FormatException or ArgumentOutOfRangeException or OverflowException)
        {
            throw new RecognitionException($"{path}: is no PDF file of ours, or not whole, and cannot be joined; delete it and run again.", problem);
        }
    }

    private static List<int> Copy(byte[] file, PdfWriter writer)
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
            var start = offsets[number];
            start += file.AsSpan(start).IndexOf("obj\n"u8) + 4;
            var end = start + file.AsSpan(start).IndexOf("\n"u8); // a value is one line
            var value = Reference().Replace(
                Encoding.Latin1.GetString(file, start, end - start),
                match => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) is >= PdfWriter.FirstFree and var old
                    ? string.Create(CultureInfo.InvariantCulture, $"{numbers[old]} 0 R")
                    : match.Value);
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

        return pages;
    }

    /// <summary>Where every object lies, by its number.</summary>
    private static List<int> Offsets(byte[] file)
    {
        const int Entry = 20; // bytes
        var tail = Encoding.Latin1.GetString(file, Math.Max(0, file.Length - 64), Math.Min(64, file.Length));
        var end = Start().Match(tail);
        var table = int.Parse(end.Groups["offset"].Value, CultureInfo.InvariantCulture);
        var lines = Encoding.Latin1.GetString(file, table, file.Length - table).Split('\n');
        var count = int.Parse(lines[1].Split(' ')[1], CultureInfo.InvariantCulture);
        var offsets = new List<int>(count);
        for (var i = 0; i < count; i++)
        {
            offsets.Add(lines[i + 2].Length == Entry - 1 ? int.Parse(lines[i + 2][..10], CultureInfo.InvariantCulture) : throw new FormatException("An entry is cut off."));
        }

        return offsets;
    }

    [GeneratedRegex(@"\b(?<number>\d+) 0 R\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"/Length (?<bytes>\d+) >>$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Length();

    [GeneratedRegex(@"startxref\n(?<offset>\d+)\n%%EOF\n$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Start();
}
