using System.Buffers.Binary;
using System.IO.Compression;

namespace HandwritingLstm.Imaging;

/// <summary>Writes grey PNG files without a native codec, the same on every system.</summary>
/// <remarks>PNG specification (third edition): colour type 0, 8 bits, every row filtered with Up (type 2).</remarks>
internal static class PngWriter
{
    private const byte UpFilter = 2;

    /// <summary>Writes a whole PNG file.</summary>
    /// <param name="image">The image.</param>
    /// <param name="stream">Where to write.</param>
    public static void Write(GrayImage image, Stream stream)
    {
        stream.Write(PngChunks.Signature);

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), image.Height);
        header[8] = 8; // bits; colour type, compression, filter and interlace method stay 0
        WriteChunk(stream, "IHDR"u8, header);

        using var packed = new MemoryStream();
        using (var packer = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var line = new byte[image.Width + 1];
            line[0] = UpFilter;
            for (var y = 0; y < image.Height; y++)
            {
                var row = image.Row(y);
                for (var x = 0; x < row.Length; x++)
                {
                    line[x + 1] = (byte)(row[x] - (y > 0 ? image[x, y - 1] : 0));
                }

                packer.Write(line);
            }
        }

        WriteChunk(stream, "IDAT"u8, packed.GetBuffer().AsSpan(0, (int)packed.Length));
        WriteChunk(stream, "IEND"u8, []);
    }

    private static void WriteChunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), Crc32.Compute(chunk.AsSpan(4, data.Length + 4)));
        stream.Write(chunk);
    }
}
