using System.Buffers;
using System.Globalization;

namespace HandwritingLstm.Formats;

/// <summary>CSV (RFC 4180) with the header <c>image,text,confidence</c> and one row per line image.</summary>
/// <remarks>Confidence is a number from 0 to 1 with four decimals and a point, in every culture.</remarks>
public sealed class ReadingCsv : IReadingWriter
{
    /// <summary>What a field must be quoted for; a field with outer spaces is quoted too, as some readers trim.</summary>
    private static readonly SearchValues<char> _quotedFor = SearchValues.Create(",\"\r\n");

    private readonly TextWriter _writer;

    /// <summary>Writes the header; rows follow.</summary>
    /// <param name="writer">Receives the rows; line ends are <c>\n</c>.</param>
    public ReadingCsv(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _writer = writer;
        writer.Write("image,text,confidence\n");
    }

    /// <inheritdoc/>
    public void Write(string image, LineReading reading)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(reading);
        _writer.Write(Field(image));
        _writer.Write(',');
        _writer.Write(Field(reading.Text));
        _writer.Write(',');
        _writer.Write(reading.Confidence.ToString("0.0000", CultureInfo.InvariantCulture));
        _writer.Write('\n');
    }

    /// <summary>A field, quoted where it must be.</summary>
    internal static string Field(string value)
    {
        var mustQuote = value.AsSpan().ContainsAny(_quotedFor) || value.StartsWith(' ') || value.EndsWith(' ');
        return mustQuote ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
    }
}
