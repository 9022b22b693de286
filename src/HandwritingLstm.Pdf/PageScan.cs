using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Pdf;

/// <summary>A page's scan as a PDF file holds it: a JPEG or plain PNG as it is, in its own colours; anything else as grey pixels.</summary>
public sealed class PageScan
{
    private readonly byte[] _data; // filtered
    private readonly string _filter;
    private readonly int _bits;
    private readonly int _components;
    private readonly bool _hasPredictor;
    private readonly bool _isInverted;
    private readonly int _width; // as stored: before Orientation turns it
    private readonly int _height;

    private PageScan(byte[] data, string filter, int width, int height, int components, int bits, bool hasPredictor, bool isInverted)
    {
        (_data, _filter, _width, _height) = (data, filter, width, height);
        (_components, _bits, _hasPredictor, _isInverted) = (components, bits, hasPredictor, isInverted);
    }

    /// <summary>How a viewer must turn the stored pixels: EXIF 1 (upright) to 8.</summary>
    internal int Orientation { get; private init; } = 1;

    /// <summary>A scan from its file.</summary>
    /// <param name="file">The file's content.</param>
    /// <param name="image">The same page, decoded, upright; used where PDF cannot hold the file as it is.</param>
    public static PageScan From(byte[] file, GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(image);
        return Jpeg(file) ?? Png(file) ?? Gray(image);
    }

    /// <summary>A scan from its pixels.</summary>
    /// <param name="image">The page, upright.</param>
    public static PageScan Gray(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        const byte UpFilter = 2; // PNG filter: the difference to the pixel above
        using var packed = new MemoryStream();
        using (var packer = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var line = new byte[image.Width + 1];
            line[0] = UpFilter;
            for (var y = 0; y < image.Height; y++)
            {
                var row = image.Row(y);
                for (var x = 0; x < row.Length; x++)
                {
                    line[x + 1] = (byte)(row[x] - (y > 0 ? image[x, y - 1] : 0));
                }

                packer.Write(line);
            }
        }

        return new(packed.ToArray(), "/FlateDecode", image.Width, image.Height, components: 1, bits: 8, hasPredictor: true, isInverted: false);
    }

    /// <summary>Adds the scan as an image object.</summary>
    /// <returns>Its number.</returns>
    internal int AddTo(PdfWriter writer)
    {
        var colours = _components switch { 1 => "/DeviceGray", 3 => "/DeviceRGB", _ => "/DeviceCMYK" };
        var inverted = _isInverted ? " /Decode [ 1 0 1 0 1 0 1 0 ]" : "";
        var predictor = _hasPredictor
            ? string.Create(CultureInfo.InvariantCulture, $" /DecodeParms << /Predictor 15 /Colors {_components} /BitsPerComponent {_bits} /Columns {_width} >>")
            : "";
        var number = writer.NewNumber();
        writer.Stream(
            number,
            string.Create(
                CultureInfo.InvariantCulture,
                $"/Type /XObject /Subtype /Image /Width {_width} /Height {_height} /BitsPerComponent {_bits} /ColorSpace {colours} /Filter {_filter}{inverted}{predictor}"),
            _data);
        return number;
    }

    private static PageScan? Jpeg(byte[] file)
    {
        if (!file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return null;
        }

        var isAdobe = false;
        for (var at = 2; at + 10 < file.Length && file[at] == 0xFF;)
        {
            var marker = file[at + 1];
            var segment = file.AsSpan(at + 4);
            isAdobe |= marker == 0xEE && segment.StartsWith("Adobe"u8);
            if (marker is >= 0xC0 and <= 0xC2) // baseline, extended, progressive: what PDF can hold
            {
                var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..]));
                return segment[0] == 8 && segment[5] is 1 or 3 or 4
                    ? new(file, "/DCTDecode", width, height, segment[5], bits: 8, hasPredictor: false, isInverted: isAdobe && segment[5] == 4)
                    {
                        Orientation = ImageHeader.Read(file).Pages[0].Orientation,
                    }
                    : null;
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 2));
        }

        return null;
    }

    /// <summary>A PNG without palette, transparency and interlacing: its compressed data is what PDF calls Flate with predictor 15.</summary>
    private static PageScan? Png(byte[] file)
    {
        if (!file.AsSpan().StartsWith(PngChunks.Signature) || file.Length < 33)
        {
            return null;
        }

        var (bits, colours, interlacing) = (file[24], file[25], file[28]);
        if (colours is not (0 or 2) || bits > 8 || interlacing != 0)
        {
            return null;
        }

        using var data = new MemoryStream();
        for (var at = 8; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var type = file.AsSpan(at + 4, 4);
            if (type.SequenceEqual("tRNS"u8) || length < 0 || length > file.Length - at - 12)
            {
                return null;
            }

            if (type.SequenceEqual("IDAT"u8))
            {
                data.Write(file, at + 8, length);
            }

            at += length + 12;
        }

        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20)));
        return new(data.ToArray(), "/FlateDecode", width, height, colours == 0 ? 1 : 3, bits, hasPredictor: true, isInverted: false);
    }
}
