using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Tests.Imaging;

/// <summary>Writes PNG files of every depth and colour type.</summary>
internal static class TestPng
{
    public static byte[] Write(int depth, int colourType, byte[][] rows, byte[]? palette = null, byte[]? transparency = null)
    {
        using var file = new MemoryStream();
        file.Write(PngChunks.Signature);
        file.Write(Header(Picture.Width, Picture.Height, depth, colourType));
        if (palette is not null)
        {
            file.Write(Chunk("PLTE", palette));
        }

        if (transparency is not null)
        {
            file.Write(Chunk("tRNS", transparency));
        }

        using var packed = new MemoryStream();
        using (var packer = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                packer.WriteByte(0); // no filter
                packer.Write(row);
            }
        }

        file.Write(Chunk("IDAT", packed.ToArray()));
        file.Write(Chunk("IEND", []));
        return file.ToArray();
    }

    /// <summary>A file of a few bytes that claims to be huge.</summary>
    public static byte[] Forged(int width, int height) =>
        [.. PngChunks.Signature, .. Header(width, height, 8, 0), .. Chunk("IDAT", [0x78, 0x9C, 3, 0, 0, 0, 0, 1]), .. Chunk("IEND", [])];

    private static byte[] Header(int width, int height, int depth, int colourType)
    {
        var data = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(data, width);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(4), height);
        data[8] = (byte)depth;
        data[9] = (byte)colourType;
        return Chunk("IHDR", data);
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), Crc32.Compute(chunk.AsSpan(4, data.Length + 4)));
        return chunk;
    }
}
