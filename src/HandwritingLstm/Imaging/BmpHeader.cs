using System.Buffers.Binary;

namespace HandwritingLstm.Imaging;

/// <summary>The header of a Windows bitmap.</summary>
/// <remarks>BITMAPFILEHEADER (14 bytes), then BITMAPCOREHEADER (12) or BITMAPINFOHEADER (40) and its successors.</remarks>
internal static class BmpHeader
{
    /// <summary>Reads the size and checks that the file is complete.</summary>
    /// <exception cref="InvalidDataException">The file is truncated or damaged.</exception>
    public static ImagePage ReadSize(ReadOnlySpan<byte> file)
    {
        if (file.Length < 26)
        {
            throw Truncated();
        }

        var pixels = BinaryPrimitives.ReadUInt32LittleEndian(file[10..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(file[14..]) == 12)
        {
            return Complete(
                file,
                pixels,
                new(BinaryPrimitives.ReadUInt16LittleEndian(file[18..]), BinaryPrimitives.ReadUInt16LittleEndian(file[20..])),
                BinaryPrimitives.ReadUInt16LittleEndian(file[24..]));
        }

        if (file.Length < 54)
        {
            throw Truncated();
        }

        var compression = BinaryPrimitives.ReadUInt32LittleEndian(file[30..]);
        if (compression is not (0 or 3)) // BI_RGB, BI_BITFIELDS
        {
            throw new InvalidDataException($"is a compressed BMP (method {compression}), which cannot be read; save it as PNG");
        }

        // A negative height means that the rows are stored from the top.
        return Complete(
            file,
            pixels,
            new(
                BinaryPrimitives.ReadInt32LittleEndian(file[18..]),
                Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(file[22..]))),
            BinaryPrimitives.ReadUInt16LittleEndian(file[28..]));
    }

    private static ImagePage Complete(ReadOnlySpan<byte> file, long pixels, ImagePage size, int bitsPerPixel)
    {
        var rowBytes = ((size.Width * bitsPerPixel) + 31) / 32 * 4; // below 2^31 · 2^16 / 8: no overflow
        return size.Width > 0 && rowBytes > 0 && (file.Length - pixels) / rowBytes < size.Height ? throw Truncated() : size;
    }

    private static InvalidDataException Truncated() =>
        new("is truncated: the BMP is shorter than its header says; export or copy it again");
}
