using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace HandwritingLstm.Pdf;

/// <summary>Writes the objects of a PDF file one after the other, and where each of them lies at the end.</summary>
/// <remarks>
/// ISO 32000-1, section 7.5. Every file begins with the catalogue, the list of pages and the description, in this order,
/// as objects 1 to 3, and all else follows: so files can be joined by giving the rest new numbers.
/// </remarks>
internal sealed class PdfWriter
{
    /// <summary>Number of the list of pages.</summary>
    public const int Pages = 2;

    /// <summary>The first number that is not the same object in every file.</summary>
    public const int FirstFree = 4;

    /// <summary>The file's first line, and four bytes beyond ASCII, which tell that it is not a text.</summary>
    public static readonly byte[] Header = [.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n'];

    private readonly Stream _output;
    private readonly List<long> _offsets = [.. new long[FirstFree]]; // by number; 0 is none
    private long _position;

    /// <summary>Begins a file.</summary>
    /// <param name="output">Receives it; stays open.</param>
    public PdfWriter(Stream output)
    {
        _output = output;
        Put(Header);
    }

    /// <summary>A number for an object that is written later.</summary>
    public int NewNumber()
    {
        _offsets.Add(0);
        return _offsets.Count - 1;
    }

    /// <summary>Writes an object without a stream.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="value">What it is.</param>
    public void Object(int number, string value)
    {
        _offsets[number] = _position;
        Put(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n{value}\nendobj\n"));
    }

    /// <summary>Writes an object with a stream of bytes that a filter has made.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="entries">Its dictionary, less /Length and the brackets.</param>
    /// <param name="data">The bytes.</param>
    public void Stream(int number, string entries, ReadOnlySpan<byte> data)
    {
        _offsets[number] = _position;
        Put(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n<< {entries} /Length {data.Length} >>\nstream\n"));
        Put(data);
        Put("\nendstream\nendobj\n");
    }

    /// <summary>Writes an object with a stream, compressed.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="content">What the stream says.</param>
    /// <param name="entries">Its dictionary, less /Filter, /Length and the brackets.</param>
    public void Deflated(int number, ReadOnlySpan<byte> content, string entries = "") => Stream(number, $"{entries} /Filter /FlateDecode", Deflate(content));

    /// <summary>Ends the file.</summary>
    /// <param name="pages">Numbers of its pages.</param>
    /// <param name="title">Its title.</param>
    /// <param name="created">When it was made.</param>
    /// <param name="identity">16 bytes that name the file: two files with one name are the same.</param>
    public void End(IReadOnlyList<int> pages, string title, DateTimeOffset created, ReadOnlySpan<byte> identity)
    {
        var kids = string.Join(' ', pages.Select(page => string.Create(CultureInfo.InvariantCulture, $"{page} 0 R")));
        Object(1, $"<< /Type /Catalog /Pages {Pages} 0 R >>");
        Object(Pages, string.Create(CultureInfo.InvariantCulture, $"<< /Type /Pages /Count {pages.Count} /Kids [ {kids} ] >>"));
        var date = created.UtcDateTime.ToString("'(D:'yyyyMMddHHmmss'Z)'", CultureInfo.InvariantCulture);
        Object(3, $"<< /Title <FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(title))}> /Creator (HandwritingLstm) /CreationDate {date} /ModDate {date} >>");

        var table = _position;
        Put(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {_offsets.Count}\n0000000000 65535 f \n"));
        for (var number = 1; number < _offsets.Count; number++)
        {
            Put(string.Create(CultureInfo.InvariantCulture, $"{_offsets[number]:D10} 00000 n \n"));
        }

        var name = Convert.ToHexString(identity);
        Put(string.Create(
            CultureInfo.InvariantCulture,
            $"trailer\n<< /Size {_offsets.Count} /Root 1 0 R /Info 3 0 R /ID [ <{name}> <{name}> ] >>\nstartxref\n{table}\n%%EOF\n"));
    }

    private static byte[] Deflate(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var packer = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            packer.Write(content);
        }

        return packed.ToArray();
    }

    private void Put(string text) => Put(Encoding.Latin1.GetBytes(text));

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        _position += bytes.Length;
    }
}
