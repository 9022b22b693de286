using System.Buffers.Binary;
using System.Text;

namespace HandwritingLstm.Pdf;

/// <summary>
/// A TrueType font whose glyphs have a width and no outline: text set in it can be searched and copied, and is never seen.
/// </summary>
/// <remarks>
/// Made here byte by byte (Apple, "TrueType Reference Manual", chapter 6): two empty glyphs, no character map, since the
/// PDF file itself says which character a glyph stands for. It has the six tables that PDF 1.7, section 9.9, asks for.
/// </remarks>
internal static class GlyphlessFont
{
    /// <summary>Units per em; PDF counts in thousandths, too.</summary>
    public const int UnitsPerEm = 1000;

    /// <summary>Width of every glyph in units.</summary>
    public const int Width = 500;

    /// <summary>Height above the baseline in units.</summary>
    public const int Ascent = 750;

    /// <summary>Depth below the baseline in units, negative.</summary>
    public const int Descent = -250;

    /// <summary>Number of glyphs: the one for "missing", and ours.</summary>
    private const int GlyphCount = 2;

    /// <summary>What the checksums of a whole font must add up to.</summary>
    private const uint FontChecksum = 0xB1B0AFBA;

    /// <summary>The font file.</summary>
    public static byte[] Build()
    {
        // In the order of their tags, as the table directory must be.
        (string Tag, byte[] Data)[] tables =
        [
            ("glyf", new byte[4]), // never read: both glyphs have length 0 by loca
            ("head", Head()),
            ("hhea", Shorts(1, 0, Ascent, Descent, 0, Width, 0, 0, Width, 1, 0, 0, 0, 0, 0, 0, 0, GlyphCount)),
            ("hmtx", Shorts(Width, 0, Width, 0)),
            ("loca", Shorts(0, 0, 0, 0)),
            ("maxp", Shorts(1, 0, GlyphCount, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)),
        ];

        const int EntrySize = 16;
        var offset = 12 + (EntrySize * tables.Length);
        var font = new byte[offset + tables.Sum(table => Padded(table.Data.Length))];
        Shorts(1, 0, tables.Length, 64, 2, (16 * tables.Length) - 64).CopyTo(font, 0); // 64 = 16 × the greatest power of 2 in 6
        var headAt = 0;
        for (var i = 0; i < tables.Length; i++)
        {
            var (tag, data) = tables[i];
            var entry = font.AsSpan(12 + (EntrySize * i), EntrySize);
            Encoding.ASCII.GetBytes(tag, entry);
            data.CopyTo(font, offset);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Checksum(font.AsSpan(offset, Padded(data.Length))));
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], offset);
            BinaryPrimitives.WriteInt32BigEndian(entry[12..], data.Length);
            headAt = string.Equals(tag, "head", StringComparison.Ordinal) ? offset : headAt;
            offset += Padded(data.Length);
        }

        BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(headAt + 8), unchecked(FontChecksum - Checksum(font)));
        return font;
    }

    private static byte[] Head() =>
    [
        .. Shorts(1, 0, 1, 0, 0, 0), // version 1.0, revision 1.0, checksum to come
        .. Shorts(0x5F0F, 0x3CF5), // magic number
        .. Shorts(0, UnitsPerEm), // flags, units per em
        .. new byte[16], // created and modified: never
        .. Shorts(0, Descent, Width, Ascent, 0, 8, 2, 0, 0), // box, style, smallest size, direction, short loca, glyph format
    ];

    private static byte[] Shorts(params int[] values)
    {
        var bytes = new byte[2 * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(2 * i), (short)values[i]);
        }

        return bytes;
    }

    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        uint sum = 0;
        for (var i = 0; i + 4 <= data.Length; i += 4)
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(data[i..]));
        }

        return sum;
    }

    private static int Padded(int length) => (length + 3) / 4 * 4;
}
