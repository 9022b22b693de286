using System.Buffers.Binary;

namespace HandwritingLstm.Imaging;

/// <summary>The EXIF orientation tag: how a camera was held, and how to turn its picture upright.</summary>
/// <remarks>EXIF 2.32, tag 0x0112: 1 is upright, 3 upside down, 6 and 8 quarter turns; 2, 4, 5, 7 are mirrored.</remarks>
internal static class ExifOrientation
{
    private const ushort OrientationTag = 0x0112;

    /// <summary>Reads the tag; anything missing or malformed counts as upright (1), as in every viewer.</summary>
    /// <param name="tiff">The TIFF structure inside the EXIF segment.</param>
    public static int Read(ReadOnlySpan<byte> tiff)
    {
        var little = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 8 || !(little || tiff.StartsWith("MM\0*"u8)))
        {
            return 1;
        }

        var directory = (long)(little
            ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..])
            : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]));
        if (directory + 2 > tiff.Length)
        {
            return 1;
        }

        var count = Short(tiff[(int)directory..], little);
        for (var i = 0; i < count; i++)
        {
            var entry = directory + 2 + (12L * i); // tag, type, count, value
            if (entry + 12 > tiff.Length)
            {
                return 1;
            }

            if (Short(tiff[(int)entry..], little) == OrientationTag)
            {
                var value = Short(tiff[((int)entry + 8)..], little);
                return value is >= 1 and <= 8 ? value : 1;
            }
        }

        return 1;
    }

    /// <summary>Turns an image upright; returns it unchanged when it already is.</summary>
    /// <param name="image">The pixels as stored.</param>
    /// <param name="orientation">The tag's value, 1 to 8.</param>
    public static GrayImage Apply(GrayImage image, int orientation)
    {
        if (orientation is <= 1 or > 8)
        {
            return image;
        }

        var turned = orientation >= 5; // rows become columns
        var width = turned ? image.Height : image.Width;
        var height = turned ? image.Width : image.Height;
        var pixels = new byte[image.Pixels.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (sourceX, sourceY) = orientation switch
                {
                    2 => (width - 1 - x, y),
                    3 => (width - 1 - x, height - 1 - y),
                    4 => (x, height - 1 - y),
                    5 => (y, x),
                    6 => (y, width - 1 - x),
                    7 => (height - 1 - y, width - 1 - x),
                    _ => (height - 1 - y, x),
                };
                pixels[((long)y * width) + x] = image[sourceX, sourceY];
            }
        }

        return new(width, height, pixels);
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
