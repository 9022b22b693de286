namespace HandwritingLstm.Imaging;

/// <summary>What a file says about itself before anything is decoded.</summary>
/// <param name="Format">The format, by the first bytes.</param>
/// <param name="Pages">Every page; one for every format but TIFF.</param>
/// <remarks>
/// Reading the header ourselves serves three ends: a forged size is refused before memory is spent, a truncated file is
/// called truncated (codecs often fill the missing part with grey), and both codecs refuse the same files.
/// </remarks>
internal sealed record ImageHeader(ImageFormat Format, IReadOnlyList<ImagePage> Pages)
{
    /// <summary>Reads the header of any supported format and checks that the file is complete.</summary>
    /// <exception cref="InvalidDataException">Not an image we read, or truncated; the message is the reason.</exception>
    public static ImageHeader Read(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
        {
            throw new InvalidDataException("is empty (0 bytes); export or copy the image again");
        }

        if (file.StartsWith(PngChunks.Signature))
        {
            return new(ImageFormat.Png, [PngChunks.ReadSize(file)]);
        }

        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return new(ImageFormat.Jpeg, [JpegMarkers.ReadPage(file)]);
        }

        if (file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8) || file.StartsWith("II+\0"u8) || file.StartsWith("MM\0+"u8))
        {
            return new(ImageFormat.Tiff, TiffDirectories.ReadPages(file));
        }

        if (file.StartsWith("GIF8"u8))
        {
            return new(ImageFormat.Gif, [GifBlocks.ReadSize(file)]);
        }

        if (file.StartsWith("RIFF"u8) && file.Length >= 12 && file[8..].StartsWith("WEBP"u8))
        {
            return new(ImageFormat.WebP, [WebPChunks.ReadSize(file)]);
        }

        if (file.StartsWith("BM"u8))
        {
            return new(ImageFormat.Bmp, [BmpHeader.ReadSize(file)]);
        }

        if (Jpeg2000Boxes.IsJpeg2000(file))
        {
            return new(ImageFormat.Jpeg2000, [Jpeg2000Boxes.ReadSize(file)]);
        }

        if (file.Length >= 3 && file[0] == 'P' && file[1] is >= (byte)'1' and <= (byte)'6' && PnmHeader.IsSpace(file[2]))
        {
            return new(ImageFormat.Pnm, [PnmHeader.ReadSize(file)]);
        }

        throw new InvalidDataException(WhatElse(file));
    }

    /// <summary>Names what the file seems to be instead, since the way out differs.</summary>
    private static string WhatElse(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("%PDF"u8))
        {
            return "is a PDF, not an image; turn its pages into images first, for example with: pdftoppm -r 300 -png FILE page";
        }

        if (file.Length >= 12 && file[4..].StartsWith("ftyp"u8))
        {
            return "is a HEIF, AVIF or video file, which cannot be read; save it as PNG or JPEG";
        }

        return "is not an image that can be read (PNG, JPEG, TIFF, BMP, PNM, WebP, GIF or JPEG 2000, told by its content); "
            + "save it as PNG";
    }
}
