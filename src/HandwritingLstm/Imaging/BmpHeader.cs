using System.Buffers.Binary;

namespace HandwritingLstm.Imaging;

/// <summary>The header of a Windows bitmap.</summary>
/// <remarks>BITMAPFILEHEADER (14 bytes), then BITMAPCOREHEADER (12) or BITMAPINFOHEADER (40) and its successors.</remarks>
internal static class BmpHeader
{
    private const int BitFields = 3; // BI_BITFIELDS: masks say where red, green and blue are

    /// <summary>The file as Leptonica wants it, which takes the first of four bytes for red where Windows has blue.</summary>
    public static byte[] WithRedFirst(byte[] file)
    {
        if (BitsPerPixel(file) != 32)
        {
            return file;
        }

        byte[] swapped = [.. file];
        for (var i = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(10)); i + 2 < file.Length; i += 4)
        {
            (swapped[i], swapped[i + 2]) = (file[i + 2], file[i]);
        }

        return swapped;
    }

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

        if (BitsPerPixel(file) == 16)
        {
            throw new InvalidDataException("is a BMP of 16 bits a pixel, which cannot be read; save it as PNG, or with 24 bits");
        }

        var compression = BinaryPrimitives.ReadUInt32LittleEndian(file[30..]);
        if (compression is not (0 or BitFields)) // 0: BI_RGB
        {
            throw new InvalidDataException($"is a compressed BMP (method {compression}), which cannot be read; save it as PNG");
        }

        if (compression == BitFields && (file.Length < 66 || BinaryPrimitives.ReadUInt32LittleEndian(file[54..]) != 0xFF0000 || BinaryPrimitives.ReadUInt32LittleEndian(file[62..]) != 0xFF))
        {
            throw new InvalidDataException("is a BMP of unusual colours (the masks are not those of red, green and blue of 8 bits); save it as PNG");
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

    private static int BitsPerPixel(ReadOnlySpan<byte> file) =>
        BinaryPrimitives.ReadUInt16LittleEndian(file[(BinaryPrimitives.ReadUInt32LittleEndian(file[14..]) == 12 ? 24 : 28)..]);

    private static ImagePage Complete(ReadOnlySpan<byte> file, long pixels, ImagePage size, int bitsPerPixel)
    {
        var rowBytes = ((size.Width * bitsPerPixel) + 31) / 32 * 4; // below 2^31 · 2^16 / 8: no overflow
        return size.Width > 0 && rowBytes > 0 && (file.Length - pixels) / rowBytes < size.Height ? throw Truncated() : size;
    }

    private static InvalidDataException Truncated() =>
        new("is truncated: the BMP is shorter than its header says; export or copy it again");
}
