using System.Buffers.Binary;

namespace HandwritingLstm.Imaging;

/// <summary>The boxes of a JPEG 2000 file, and the head of its codestream.</summary>
/// <remarks>ITU-T T.800: annex I (boxes), annex A.5.1 (SIZ, the image size).</remarks>
internal static class Jpeg2000Boxes
{
    private static ReadOnlySpan<byte> BoxSignature => [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ', 0x0D, 0x0A, 0x87, 0x0A];

    private static ReadOnlySpan<byte> CodestreamStart => [0xFF, 0x4F, 0xFF, 0x51];

    /// <summary>Whether the file is in boxes (JP2) or a bare codestream (J2K).</summary>
    public static bool IsJpeg2000(ReadOnlySpan<byte> file) => file.StartsWith(BoxSignature) || file.StartsWith(CodestreamStart);

    /// <summary>Reads the size and checks that the file is complete.</summary>
    /// <exception cref="InvalidDataException">The file is truncated or damaged.</exception>
    public static ImagePage ReadSize(ReadOnlySpan<byte> file)
    {
        var stream = file.StartsWith(CodestreamStart) ? file : Codestream(file);
        if (stream.Length < 26 || !stream.StartsWith(CodestreamStart) || !stream.EndsWith((ReadOnlySpan<byte>)[0xFF, 0xD9]))
        {
            throw Truncated();
        }

        // Start of codestream, SIZ: marker, length, capabilities, then the reference grid and the image's offset in it.
        var right = BinaryPrimitives.ReadUInt32BigEndian(stream[8..]);
        var bottom = BinaryPrimitives.ReadUInt32BigEndian(stream[12..]);
        var left = BinaryPrimitives.ReadUInt32BigEndian(stream[16..]);
        var top = BinaryPrimitives.ReadUInt32BigEndian(stream[20..]);
        return new((long)right - left, (long)bottom - top);
    }

    private static ReadOnlySpan<byte> Codestream(ReadOnlySpan<byte> file)
    {
        var position = 0L;
        while (position + 16 <= file.Length)
        {
            var box = file[(int)position..];
            var head = 8;
            var length = (long)BinaryPrimitives.ReadUInt32BigEndian(box);
            if (length == 1)
            {
                length = BinaryPrimitives.ReadInt64BigEndian(box[8..]);
                head = 16;
            }
            else if (length == 0)
            {
                length = box.Length; // up to the end of the file
            }

            if (length < head || length > box.Length)
            {
                throw Truncated();
            }

            if (box[4..].StartsWith("jp2c"u8))
            {
                return box[head..(int)length];
            }

            position += length;
        }

        throw Truncated();
    }

    private static InvalidDataException Truncated() =>
        new("is truncated: the JPEG 2000 codestream has no end; export or copy it again");
}
