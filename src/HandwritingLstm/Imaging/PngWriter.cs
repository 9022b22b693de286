using System.Buffers.Binary;
using System.IO.Compression;

namespace HandwritingLstm.Imaging;

/// <summary>Writes PNG files without a native codec, the same on every system.</summary>
/// <remarks>PNG specification (third edition): colour type 0 (grey) or 2 (colour), 8 bits, every row filtered with Up (type 2).</remarks>
internal static class PngWriter
{
    private const byte UpFilter = 2;
    private const byte Grey = 0;
    private const byte Colour = 2;

    /// <summary>Writes a whole PNG file.</summary>
    /// <param name="image">The image.</param>
    /// <param name="stream">Where to write.</param>
    public static void Write(GrayImage image, Stream stream) => Write(image.Width, image.Height, Grey, image.Pixels, stream);

    /// <inheritdoc cref="Write(GrayImage, Stream)"/>
    public static void Write(ColourImage image, Stream stream) => Write(image.Width, image.Height, Colour, image.Pixels, stream);

    private static void Write(int width, int height, byte colourType, byte[] pixels, Stream stream)
    {
        stream.Write(PngChunks.Signature);

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8; // bits
        header[9] = colourType; // compression, filter and interlace method stay 0
        WriteChunk(stream, "IHDR"u8, header);

        using var packed = new MemoryStream();
        using (var packer = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var rowLength = pixels.Length / height;
            var line = new byte[rowLength + 1];
            line[0] = UpFilter;
            for (var y = 0; y < height; y++)
            {
                var row = pixels.AsSpan(y * rowLength, rowLength);
                for (var i = 0; i < row.Length; i++)
                {
                    line[i + 1] = (byte)(row[i] - (y > 0 ? pixels[((y - 1) * rowLength) + i] : 0));
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
