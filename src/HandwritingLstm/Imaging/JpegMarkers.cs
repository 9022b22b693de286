using System.Buffers.Binary;

namespace HandwritingLstm.Imaging;

/// <summary>The marker segments of a JPEG file.</summary>
/// <remarks>ITU-T T.81, annex B: 0xFF, marker, big-endian length that counts itself; entropy-coded data after SOS.</remarks>
internal static class JpegMarkers
{
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte App1 = 0xE1;

    /// <summary>Reads size and EXIF orientation and checks that the file is complete.</summary>
    /// <exception cref="InvalidDataException">The file is truncated or damaged.</exception>
    public static ImagePage ReadPage(ReadOnlySpan<byte> file)
    {
        ImagePage? size = null;
        var orientation = 1;
        var position = 2;
        while (true)
        {
            position = NextMarker(file, position);
            var marker = file[position];
            position++;
            if (marker == EndOfImage)
            {
                break;
            }

            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
            {
                continue; // TEM, RST, SOI stand alone
            }

            var length = position + 2 <= file.Length ? BinaryPrimitives.ReadUInt16BigEndian(file[position..]) : 0;
            if (length < 2 || length > file.Length - position)
            {
                throw Truncated();
            }

            var segment = file.Slice(position + 2, length - 2);
            if (IsFrame(marker) && segment.Length >= 5)
            {
                size ??= new(BinaryPrimitives.ReadUInt16BigEndian(segment[3..]), BinaryPrimitives.ReadUInt16BigEndian(segment[1..]));
            }
            else if (marker == App1 && segment.StartsWith("Exif\0\0"u8))
            {
                orientation = ExifOrientation.Read(segment[6..]);
            }
            else if (marker == StartOfScan && size is null)
            {
                break; // no frame header: reported below
            }

            position += length;
        }

        return size is { } known
            ? known with { Orientation = orientation }
            : throw new InvalidDataException("is a damaged JPEG: it has no frame header (SOF); export or copy it again");
    }

    /// <summary>Position of the next marker's second byte, past entropy-coded data and fill bytes.</summary>
    private static int NextMarker(ReadOnlySpan<byte> file, int position)
    {
        while (true)
        {
            var skip = position < file.Length ? file[position..].IndexOf((byte)0xFF) : -1;
            if (skip < 0 || position + skip + 1 >= file.Length)
            {
                throw Truncated();
            }

            position += skip + 1;
            if (file[position] is not (0x00 or 0xFF)) // 0xFF00 is a stuffed byte, 0xFFFF a fill byte
            {
                return position;
            }
        }
    }

    /// <summary>SOF0 to SOF15, less the tables and the extension among them (DHT, JPG, DAC).</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static InvalidDataException Truncated() =>
        new("is truncated: the JPEG ends before its end mark (EOI); export or copy it again");
}
