using System.Buffers.Binary;

namespace HandwritingLstm.Tests.Imaging;

/// <summary>Writes uncompressed TIFF files of one or more pages, in either byte order.</summary>
internal sealed class TestTiff(bool bigEndian = false)
{
    public const int WhiteIsZero = 0;
    public const int BlackIsZero = 1;
    public const int Rgb = 2;
    public const int Palette = 3;

    private readonly List<byte> _file = [];
    private int _link = 4; // where the position of the next directory must be written

    /// <summary>Adds a page of the picture's size.</summary>
    /// <param name="bits">Bits per sample.</param>
    /// <param name="samples">Samples per pixel.</param>
    /// <param name="kind">Photometric interpretation.</param>
    /// <param name="rows">Rows of pixels; 16-bit samples in the file's byte order.</param>
    /// <param name="palette">Palette: all reds, all greens, all blues.</param>
    public TestTiff AddPage(int bits, int samples, int kind, byte[][] rows, ushort[]? palette = null)
    {
        if (_file.Count == 0)
        {
            _file.AddRange(bigEndian ? "MM\0*"u8 : "II*\0"u8);
            Number(0, 4);
        }

        var pixels = _file.Count;
        foreach (var row in rows)
        {
            _file.AddRange(row);
        }

        var colours = Align();
        foreach (var value in palette ?? [])
        {
            Number(value, 2);
        }

        var depths = Align();
        for (var i = 0; i < samples; i++)
        {
            Number(bits, 2);
        }

        var directory = Align();
        var link = Bytes(directory, 4);
        for (var i = 0; i < link.Length; i++)
        {
            _file[_link + i] = link[i];
        }

        var entries = new List<(int Tag, int Type, long Count, long Value)>
        {
            (256, 3, 1, Picture.Width), (257, 3, 1, Picture.Height),
            samples <= 2 ? (258, 3, 1, bits) : (258, 3, samples, depths),
            (259, 3, 1, 1), (262, 3, 1, kind), (273, 4, 1, pixels), (277, 3, 1, samples), (278, 3, 1, Picture.Height),
            (279, 4, 1, rows.Sum(row => (long)row.Length)),
        };
        if (palette is not null)
        {
            entries.Add((320, 3, palette.Length, colours));
        }

        if (samples == 4)
        {
            entries.Add((338, 3, 1, 2)); // the fourth sample is alpha, not multiplied into the others
        }

        Number(entries.Count, 2);
        foreach (var (tag, type, count, value) in entries)
        {
            Number(tag, 2);
            Number(type, 2);
            Number(count, 4);
            if (type == 3 && count == 1)
            {
                Number(value, 2);
                Number(0, 2);
            }
            else
            {
                Number(value, 4);
            }
        }

        _link = _file.Count;
        Number(0, 4);
        return this;
    }

    public byte[] ToArray() => [.. _file];

    /// <summary>Lets the last page point back to the first.</summary>
    public byte[] ToCircle()
    {
        var file = ToArray();
        file.AsSpan(4, 4).CopyTo(file.AsSpan(_link));
        return file;
    }

    private int Align()
    {
        if (_file.Count % 2 != 0)
        {
            _file.Add(0);
        }

        return _file.Count;
    }

    private void Number(long value, int bytes) => _file.AddRange(Bytes(value, bytes));

    private byte[] Bytes(long value, int bytes)
    {
        var all = new byte[8];
        if (bigEndian)
        {
            BinaryPrimitives.WriteInt64BigEndian(all, value);
            return all[^bytes..];
        }

        BinaryPrimitives.WriteInt64LittleEndian(all, value);
        return all[..bytes];
    }
}
