using System.Buffers.Binary;

namespace HandwritingLstm.Imaging;

/// <summary>The blocks of a GIF file.</summary>
/// <remarks>GIF89a specification, sections 17 to 27.</remarks>
internal static class GifBlocks
{
    private const int ScreenEnd = 13; // "GIF89a", logical screen descriptor
    private const byte Extension = 0x21;
    private const byte Image = 0x2C;
    private const byte Trailer = 0x3B;

    /// <summary>Reads the size of the first frame and checks that the frame is complete.</summary>
    /// <exception cref="InvalidDataException">The file is truncated or damaged.</exception>
    public static ImagePage ReadSize(ReadOnlySpan<byte> file)
    {
        var (start, _) = FirstFrame(file);
        return new(BinaryPrimitives.ReadUInt16LittleEndian(file[(start + 5)..]), BinaryPrimitives.ReadUInt16LittleEndian(file[(start + 7)..]));
    }

    /// <summary>The file cut after its first frame: an animation would be decoded as a whole, whatever its size.</summary>
    public static byte[] KeepFirstFrame(ReadOnlySpan<byte> file)
    {
        var (_, end) = FirstFrame(file);
        return [.. file[..end], Trailer];
    }

    private static (int Start, int End) FirstFrame(ReadOnlySpan<byte> file)
    {
        if (file.Length < ScreenEnd)
        {
            throw Truncated();
        }

        var position = ScreenEnd + PaletteBytes(file[10]);
        while (position < file.Length)
        {
            var kind = file[position];
            if (kind == Extension)
            {
                position = AfterSubBlocks(file, position + 2);
            }
            else if (kind == Image && position + 10 < file.Length)
            {
                var data = position + 10 + PaletteBytes(file[position + 9]) + 1; // one byte: LZW code size
                return (position, AfterSubBlocks(file, data));
            }
            else
            {
                break;
            }
        }

        throw Truncated();
    }

    private static int AfterSubBlocks(ReadOnlySpan<byte> file, int position)
    {
        while (position < file.Length)
        {
            var length = file[position];
            position += 1 + length;
            if (length == 0)
            {
                return position;
            }
        }

        throw Truncated();
    }

    /// <summary>Bytes of the palette that follows a descriptor whose flags say so.</summary>
    private static int PaletteBytes(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static InvalidDataException Truncated() =>
        new("is truncated: the GIF ends before its first frame does; export or copy it again");
}
