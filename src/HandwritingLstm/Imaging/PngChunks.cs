using System.Buffers.Binary;

namespace HandwritingLstm.Imaging;

/// <summary>The chunks of a PNG file.</summary>
/// <remarks>PNG specification (third edition), section 5: signature, then length, type, data, checksum until IEND.</remarks>
internal static class PngChunks
{
    /// <summary>Where the number of bits per sample stands.</summary>
    public const int BitDepth = 24;

    /// <summary>Where the type of colour stands: 0 grey, 2 red, green and blue, 3 palette, 4 and 6 with alpha.</summary>
    public const int ColourType = 25;

    private const int Overhead = 12; // of a chunk: length, type, checksum

    /// <summary>The first eight bytes of every PNG.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Reads the size and checks that the file is complete.</summary>
    /// <exception cref="InvalidDataException">The file is truncated or damaged.</exception>
    public static ImagePage ReadSize(ReadOnlySpan<byte> file)
    {
        Walk(file, null);
        if (!file[12..].StartsWith("IHDR"u8))
        {
            throw new InvalidDataException("is a damaged PNG: it does not begin with its header (IHDR); export or copy it again");
        }

        return new(BinaryPrimitives.ReadUInt32BigEndian(file[16..]), BinaryPrimitives.ReadUInt32BigEndian(file[20..]));
    }

    /// <summary>The same picture with only the chunks that hold pixels: header, palette with its transparency, data, end.</summary>
    /// <remarks>
    /// Colour profiles and texts make libpng print warnings to the standard error, which belongs to the program's user. A transparent
    /// colour of a picture without a palette makes Leptonica lose the picture: <see cref="PngKey"/>.
    /// </remarks>
    public static byte[] KeepEssential(ReadOnlySpan<byte> file)
    {
        using var kept = new MemoryStream(file.Length);
        kept.Write(Signature);
        Walk(file, kept);
        return kept.ToArray();
    }

    /// <summary>The data of the first chunk of a type; none where there is no such chunk.</summary>
    /// <param name="file">A complete file.</param>
    /// <param name="wanted">The type.</param>
    public static ReadOnlySpan<byte> DataOf(ReadOnlySpan<byte> file, ReadOnlySpan<byte> wanted)
    {
        var rest = file[Signature.Length..];
        while (!rest[4..].StartsWith("IEND"u8))
        {
            var length = (int)BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (rest[4..].StartsWith(wanted))
            {
                return rest.Slice(8, length);
            }

            rest = rest[(length + Overhead)..];
        }

        return [];
    }

    private static void Walk(ReadOnlySpan<byte> file, MemoryStream? kept)
    {
        var position = Signature.Length;
        while (true)
        {
            if (file.Length - position < Overhead)
            {
                throw Truncated();
            }

            var length = BinaryPrimitives.ReadUInt32BigEndian(file[position..]);
            if (length > file.Length - position - Overhead)
            {
                throw Truncated();
            }

            var chunk = file.Slice(position, (int)length + Overhead);
            var type = chunk.Slice(4, 4);
            if (IsEssential(type))
            {
                if (Crc32.Compute(chunk[4..^4]) != BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..]))
                {
                    throw new InvalidDataException(
                        $"is a damaged PNG: the checksum of the chunk at byte {position} is wrong; export or copy it again");
                }

                if (kept is not null && (HasPalette(file) || !type.SequenceEqual("tRNS"u8)))
                {
                    kept.Write(chunk);
                }
            }

            if (type.SequenceEqual("IEND"u8))
            {
                return;
            }

            position += chunk.Length;
        }
    }

    private static bool HasPalette(ReadOnlySpan<byte> file) => file[ColourType] == 3;

    private static bool IsEssential(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("IHDR"u8) || type.SequenceEqual("PLTE"u8) || type.SequenceEqual("tRNS"u8)
        || type.SequenceEqual("IDAT"u8) || type.SequenceEqual("IEND"u8);

    private static InvalidDataException Truncated() =>
        new("is truncated: the PNG ends before its end mark (IEND); export or copy it again");
}
