using System.Buffers.Binary;

namespace HandwritingLstm.Tests.Imaging;

/// <summary>Writes Windows bitmaps, by custom from the bottom row up.</summary>
internal static class TestBmp
{
    public static byte[] Write(int bitsPerPixel, byte[][] rows, byte[]? palette = null, int? height = null)
    {
        palette ??= [];
        var stride = ((Picture.Width * bitsPerPixel) + 31) / 32 * 4;
        var start = 54 + palette.Length;
        var file = new byte[start + (stride * rows.Length)];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), start);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), Picture.Width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height ?? rows.Length);
        file[26] = 1; // planes
        file[28] = (byte)bitsPerPixel;
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(34), stride * rows.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(46), palette.Length / 4);
        palette.CopyTo(file, 54);
        for (var y = 0; y < rows.Length; y++)
        {
            rows[y].CopyTo(file, start + (stride * (rows.Length - 1 - y)));
        }

        return file;
    }
}
