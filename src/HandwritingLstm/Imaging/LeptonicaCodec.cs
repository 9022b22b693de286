using System.Numerics.Tensors;

namespace HandwritingLstm.Imaging;

/// <summary>Decodes with the system's Leptonica.</summary>
internal static unsafe class LeptonicaCodec
{
    /// <summary>Loads the library, if it is installed.</summary>
    public static void Prepare() => _ = LeptonicaLibrary.IsAvailable;

    /// <summary>Decodes one page to grey, as stored (not turned by an orientation tag).</summary>
    /// <param name="file">The file.</param>
    /// <param name="header">What its header says, which has been checked.</param>
    /// <param name="page">The page, from 0; only TIFF has more than one.</param>
    /// <exception cref="InvalidDataException">Leptonica cannot decode it.</exception>
    /// <exception cref="RecognitionException">Leptonica is not installed.</exception>
    public static GrayImage Decode(byte[] file, ImageHeader header, int page)
    {
        if (!LeptonicaLibrary.IsAvailable)
        {
            throw new RecognitionException(
                "Images cannot be read because the Leptonica library (liblept.so.5) is not installed; install it with: apt-get install liblept5");
        }

        var format = header.Format;
        var data = format switch
        {
            ImageFormat.Png => PngChunks.KeepEssential(file),
            ImageFormat.Gif => GifBlocks.KeepFirstFrame(file),
            ImageFormat.Bmp => BmpHeader.WithRedFirst(file),
            ImageFormat.Tiff => TiffDirectories.ClearOrientation(file), // Leptonica turns some kinds of TIFF the wrong way
            _ => file,
        };
        using var pix = Read(data, format, page);
        if (pix.IsInvalid)
        {
            throw new InvalidDataException($"is a damaged or unusual {format} file that cannot be decoded; save it as PNG");
        }

        if (LeptonicaLibrary.pixGetColormap(pix) != 0)
        {
            using var coloured = LeptonicaLibrary.pixRemoveColormap(pix, LeptonicaLibrary.RemoveColormapWithAlpha);
            return ToGray(coloured, Alpha.Separate, null);
        }

        // libtiff multiplies colours by their alpha, libpng does not.
        var alpha = LeptonicaLibrary.pixGetSpp(pix) != 4 ? Alpha.None : format == ImageFormat.Tiff ? Alpha.Multiplied : Alpha.Separate;
        var key = format == ImageFormat.Png ? PngKey.Of(file) : null;
        using var bytes = LeptonicaLibrary.pixGetDepth(pix) < 8 ? LeptonicaLibrary.pixConvertTo8(pix, 0) : null;
        var image = ToGray(bytes ?? pix, alpha, key);
        if (header.Pages[page].GreyBitsFromWhite is 2 or 4 or 16) // others Leptonica turns itself
        {
            TensorPrimitives.OnesComplement(image.Pixels, image.Pixels); // 255 − v
        }

        return image;
    }

    private static LeptonicaPix Read(byte[] data, ImageFormat format, int page)
    {
        fixed (byte* bytes = data)
        {
            var size = (nuint)data.Length;
            return format switch
            {
                // A JPEG with its end mark is decoded as far as it goes, like in every viewer: many cameras and
                // scanners write a few stray bytes, which libjpeg counts as a warning.
                ImageFormat.Jpeg => LeptonicaLibrary.pixReadMemJpeg(bytes, size, 0, 1, null, LeptonicaLibrary.JpegContinueWithBadData),
                ImageFormat.Tiff => LeptonicaLibrary.pixReadMemTiff(bytes, size, page),
                _ => LeptonicaLibrary.pixReadMem(bytes, size),
            };
        }
    }

    /// <summary>Leptonica's words, most significant byte first: 8 bits grey, 16 bits grey, or red, green, blue, alpha.</summary>
    private static GrayImage ToGray(LeptonicaPix pix, Alpha alpha, PngKey? transparent)
    {
        var data = pix.IsInvalid ? null : LeptonicaLibrary.pixGetData(pix);
        if (data is null)
        {
            throw new InvalidDataException("cannot be converted to grey: too little memory");
        }

        var width = LeptonicaLibrary.pixGetWidth(pix);
        var height = LeptonicaLibrary.pixGetHeight(pix);
        var depth = LeptonicaLibrary.pixGetDepth(pix);
        var wordsPerRow = LeptonicaLibrary.pixGetWpl(pix);
        var pixels = new byte[(long)width * height];
        var paper = transparent is { IsGrey: false } ? transparent.Value : uint.MaxValue; // of 24 bits, so that no colour is the latter
        for (var y = 0; y < height; y++)
        {
            var words = new ReadOnlySpan<uint>(data + ((long)y * wordsPerRow), wordsPerRow);
            var row = pixels.AsSpan(y * width, width);
            for (var x = 0; x < width; x++)
            {
                row[x] = depth switch
                {
                    8 => (byte)(words[x >> 2] >> (24 - (8 * (x & 3)))),
                    16 => (byte)(words[x >> 1] >> ((x & 1) == 0 ? 24 : 8)),
                    _ when alpha == Alpha.Separate => Luma.OnWhite(words[x] >> 24, (words[x] >> 16) & 255, (words[x] >> 8) & 255, words[x] & 255),
                    _ when alpha == Alpha.Multiplied => Luma.MultipliedOnWhite(words[x] >> 24, (words[x] >> 16) & 255, (words[x] >> 8) & 255, words[x] & 255),
                    _ when words[x] >> 8 == paper => byte.MaxValue,
                    _ => Luma.Of(words[x] >> 24, (words[x] >> 16) & 255, (words[x] >> 8) & 255),
                };
            }
        }

        if (transparent is { IsGrey: true })
        {
            pixels.AsSpan().Replace((byte)transparent.Value, byte.MaxValue);
        }

        return new(width, height, pixels);
    }

    /// <summary>What the fourth byte of a pixel says.</summary>
    private enum Alpha
    {
        None,
        Separate,
        Multiplied,
    }
}
