using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace HandwritingLstm.Training.Tests.Synthesis;

/// <summary>
/// A TrueType font made in code, 1000 units an em: a is a square of half an em on the baseline, b the same with a square hole,
/// o a round letter of four curves.
/// </summary>
internal static class TestFont
{
    public static byte[] TrueType { get; } = Pack(Tables());

    /// <summary>The same as WOFF 1.0, some tables compressed.</summary>
    public static byte[] Woff { get; } = PackWoff(Tables());

    private static List<(string Tag, byte[] Data)> Tables()
    {
        byte[][] glyphs =
        [
            Glyph(Square(0, 0, 500)), // .notdef
            Glyph(Square(50, 0, 500)),
            Glyph(Square(50, 0, 500), [.. Square(150, 100, 300).Reverse()]),
            Glyph([(300, 0, true), (50, 0, false), (50, 250, true), (50, 500, false), (300, 500, true), (550, 500, false), (550, 250, true), (550, 0, false)]),
        ];
        var locations = new List<int> { 0 };
        foreach (var glyph in glyphs)
        {
            locations.Add(locations[^1] + glyph.Length);
        }

        return
        [
            ("cmap", [.. U16(0, 1, 3, 10), .. U32(12), .. U16(12, 0), .. U32(16 + (12 * 2), 0, 2), .. U32('a', 'b', 1), .. U32('o', 'o', 3)]),
            ("glyf", [.. glyphs.SelectMany(glyph => glyph)]),
            ("head", [.. U32(0x10000, 0, 0, 0x5F0F3CF5), .. U16(0, 1000), .. new byte[16], .. U16(0, 0, 600, 600, 0, 8, 2, 1, 0)]),
            ("hhea", [.. U32(0x10000), .. U16(800, 65336, 0, 600, 0, 0, 600, 1, 0, 0, 0, 0, 0, 0, 0, 4)]),
            ("hmtx", [.. U16(600, 0, 600, 50, 600, 50, 600, 50)]),
            ("loca", [.. locations.SelectMany(location => U32(location))]),
            ("maxp", [.. U32(0x5000), .. U16(4)]),
        ];
    }

    private static (int X, int Y, bool OnCurve)[] Square(int x, int y, int side) =>
        [(x, y, true), (x, y + side, true), (x + side, y + side, true), (x + side, y, true)]; // clockwise, as outer contours are

    private static byte[] Glyph(params (int X, int Y, bool OnCurve)[][] contours)
    {
        var points = contours.SelectMany(contour => contour).ToArray();
        var bytes = new List<byte>();
        bytes.AddRange(U16(contours.Length, points.Min(p => p.X), points.Min(p => p.Y), points.Max(p => p.X), points.Max(p => p.Y)));
        var end = -1;
        foreach (var contour in contours)
        {
            bytes.AddRange(U16(end += contour.Length));
        }

        bytes.AddRange(U16(0)); // no instructions
        bytes.AddRange(points.Select(point => (byte)(point.OnCurve ? 1 : 0)));
        bytes.AddRange(points.SelectMany((point, i) => U16(point.X - (i == 0 ? 0 : points[i - 1].X))));
        bytes.AddRange(points.SelectMany((point, i) => U16(point.Y - (i == 0 ? 0 : points[i - 1].Y))));
        while (bytes.Count % 4 != 0)
        {
            bytes.Add(0);
        }

        return [.. bytes];
    }

    private static byte[] Pack(List<(string Tag, byte[] Data)> tables)
    {
        var offset = 12 + (16 * tables.Count);
        var (directory, data) = (new List<byte>([.. U32(0x10000), .. U16(tables.Count, 0, 0, 0)]), new List<byte>());
        foreach (var (tag, table) in tables)
        {
            directory.AddRange([.. Encoding.ASCII.GetBytes(tag), .. U32(0, offset + data.Count, table.Length)]);
            data.AddRange([.. table, .. new byte[-table.Length & 3]]);
        }

        return [.. directory, .. data];
    }

    private static byte[] PackWoff(List<(string Tag, byte[] Data)> tables)
    {
        var offset = 44 + (20 * tables.Count);
        var (directory, data) = (new List<byte>(), new List<byte>());
        foreach (var (tag, table) in tables)
        {
            var deflated = Deflate(table);
            var packed = deflated.Length < table.Length ? deflated : table;
            directory.AddRange([.. Encoding.ASCII.GetBytes(tag), .. U32(offset + data.Count, packed.Length, table.Length, 0)]);
            data.AddRange([.. packed, .. new byte[-packed.Length & 3]]);
        }

        return [.. "wOFF"u8, .. U32(0x10000, offset + data.Count), .. U16(tables.Count, 0), .. new byte[28], .. directory, .. data];
    }

    private static byte[] Deflate(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            stream.Write(data);
        }

        return packed.ToArray();
    }

    private static byte[] U16(params int[] values) => [.. values.SelectMany(value => new[] { (byte)(value >> 8), (byte)value })];

    private static byte[] U32(params int[] values) => [.. values.SelectMany(value =>
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    })];
}
