using System.Buffers.Binary;

namespace HandwritingLstm.Imaging;

/// <summary>The chunks of a WebP file.</summary>
/// <remarks>RFC 9649: RIFF container, then VP8X (extended), VP8L (lossless) or VP8 (lossy).</remarks>
internal static class WebPChunks
{
    private const int FirstChunkData = 20;

    /// <summary>Reads the size and checks that the file is complete and a still image.</summary>
    /// <exception cref="InvalidDataException">The file is truncated, damaged or animated.</exception>
    public static ImagePage ReadSize(ReadOnlySpan<byte> file)
    {
        if (file.Length < FirstChunkData + 10 || BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L > file.Length)
        {
            throw new InvalidDataException("is truncated: the WebP is shorter than its header says; export or copy it again");
        }

        var kind = file[12..16];
        var data = file[FirstChunkData..];
        if (kind.SequenceEqual("VP8X"u8))
        {
            if ((data[0] & 0x02) != 0)
            {
                throw new InvalidDataException("is an animated WebP, of which no frame can be read; save the wanted frame as PNG");
            }

            return new(UInt24(data[4..]) + 1, UInt24(data[7..]) + 1);
        }

        if (kind.SequenceEqual("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]); // after the signature byte 0x2F
            return new((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);
        }

        if (kind.SequenceEqual("VP8 "u8))
        {
            return new(
                BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF, // after frame tag and start code
                BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF);
        }

        throw new InvalidDataException("is a damaged WebP: it holds neither VP8, VP8L nor VP8X; export or copy it again");
    }

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
