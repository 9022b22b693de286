using System.Buffers.Binary;

namespace HandwritingLstm.Imaging;

/// <summary>The blocks of a GIF file.</summary>
/// <remarks>GIF89a specification, sections 17 to 27.</remarks>
internal static class GifBlocks
{
    private const int ScreenEnd = 13; // "GIF89a", logical screen descriptor
    private const byte Extension = 0x21;
    private const byte GraphicControl = 0xF9;
    private const byte Image = 0x2C;
    private const byte Trailer = 0x3B;

    /// <summary>Reads the size of the first frame and checks that the frame is complete.</summary>
    /// <exception cref="InvalidDataException">The file is truncated or damaged.</exception>
    public static ImagePage ReadSize(ReadOnlySpan<byte> file)
    {
        var (start, _, _) = FirstFrame(file);
        return new(BinaryPrimitives.ReadUInt16LittleEndian(file[(start + 5)..]), BinaryPrimitives.ReadUInt16LittleEndian(file[(start + 7)..]));
    }

    /// <summary>
    /// The file cut after its first frame: an animation would be decoded as a whole, whatever its size. What is transparent in that frame is
    /// white, as the paper behind it.
    /// </summary>
    public static byte[] KeepFirstFrame(ReadOnlySpan<byte> file)
    {
        var (start, end, transparent) = FirstFrame(file);
        byte[] frame = [.. file[..end], Trailer];
        var (palette, bytes) = PaletteBytes(file[start + 9]) is > 0 and var own ? (start + 10, own) : (ScreenEnd, PaletteBytes(file[10]));
        if (transparent is { } colour && 3 * colour < bytes)
        {
            frame.AsSpan(palette + (3 * colour), 3).Fill(byte.MaxValue);
        }

        return frame;
    }

    private static (int Start, int End, int? Transparent) FirstFrame(ReadOnlySpan<byte> file)
    {
        if (file.Length < ScreenEnd)
        {
            throw Truncated();
        }

        int? transparent = null;
        var position = ScreenEnd + PaletteBytes(file[10]);
        while (position < file.Length)
        {
            var kind = file[position];
            if (kind == Extension)
            {
                // Size of the block (4), flags, delay (2), transparent colour.
                if (position + 6 < file.Length && file[position + 1] == GraphicControl)
                {
                    transparent = (file[position + 3] & 1) == 0 ? null : file[position + 6];
                }

                position = AfterSubBlocks(file, position + 2);
            }
            else if (kind == Image && position + 10 < file.Length)
            {
                var data = position + 10 + PaletteBytes(file[position + 9]) + 1; // one byte: LZW code size
                return (position, AfterSubBlocks(file, data), transparent);
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
