namespace HandwritingLstm.Imaging;

/// <summary>The directories (pages) of a TIFF file.</summary>
/// <remarks>TIFF 6.0, section 2, and BigTIFF (64-bit offsets).</remarks>
internal static class TiffDirectories
{
    private const int Width = 256;
    private const int Height = 257;
    private const int BitsPerSample = 258;
    private const int Photometric = 262;
    private const int WhiteIsZero = 0; // of it
    private const int StripOffsets = 273;
    private const int Orientation = 274;
    private const int SamplesPerPixel = 277;
    private const int StripByteCounts = 279;
    private const int TileOffsets = 324;
    private const int TileByteCounts = 325;
    private const int ColourMap = 320;
    private const int JpegTables = 347;

    /// <summary>Reads size and orientation of every page and checks that the pixels of each lie within the file.</summary>
    /// <exception cref="InvalidDataException">The file is truncated or damaged.</exception>
    public static IReadOnlyList<ImagePage> ReadPages(ReadOnlySpan<byte> file)
    {
        var reader = new TiffReader(file);
        var pages = new List<ImagePage>();
        var values = (long)file.Length; // that may be looked at: each lies in the file, and belongs to one page
        foreach (var directory in Directories(reader))
        {
            pages.Add(ReadPage(reader, directory, ref values));
        }

        return pages.Count > 0 ? pages : throw new InvalidDataException("is a TIFF without any page; export or copy it again");
    }

    /// <summary>The same file with all pages marked as upright, for a codec that would turn them.</summary>
    public static byte[] ClearOrientation(byte[] file)
    {
        var reader = new TiffReader(file);
        var upright = file;
        foreach (var directory in Directories(reader))
        {
            for (var i = 0L; i < reader.EntryCount(directory); i++)
            {
                var entry = reader.Entry(directory, i);
                if (reader.Tag(entry) == Orientation && reader.Values(entry) is [not 1])
                {
                    upright = upright == file ? [.. file] : upright;
                    var value = upright.AsSpan((int)reader.ValuePosition(entry), 2);
                    (value[0], value[1]) = file[0] == 'I' ? ((byte)1, (byte)0) : ((byte)0, (byte)1);
                }
            }
        }

        return upright;
    }

    private static List<long> Directories(TiffReader reader)
    {
        var directories = new List<long>();
        var seen = new HashSet<long>();
        for (var directory = reader.FirstDirectory; directory != 0; directory = reader.NextDirectory(directory))
        {
            if (!seen.Add(directory))
            {
                throw new InvalidDataException("is a damaged TIFF: its pages point to each other in a circle; export or copy it again");
            }

            directories.Add(directory);
        }

        return directories;
    }

    private static ImagePage ReadPage(TiffReader reader, long directory, ref long values)
    {
        long width = 0, height = 0, orientation = 1, bits = 1, samples = 1, photometric = -1;
        long[] offsets = [], counts = [];
        var seen = new HashSet<int>();
        for (var i = 0L; i < reader.EntryCount(directory); i++)
        {
            var entry = reader.Entry(directory, i);
            var tag = reader.Tag(entry);
            if (!seen.Add(tag))
            {
                continue; // of a tag that comes again, decoders take the first
            }

            switch (tag)
            {
                case Width:
                    width = reader.Values(entry).FirstOrDefault();
                    break;
                case Height:
                    height = reader.Values(entry).FirstOrDefault();
                    break;
                case Orientation:
                    orientation = reader.Values(entry).FirstOrDefault();
                    break;
                case BitsPerSample:
                    bits = reader.Values(entry).FirstOrDefault();
                    break;
                case SamplesPerPixel:
                    samples = reader.Values(entry).FirstOrDefault();
                    break;
                case Photometric:
                    photometric = reader.Values(entry).FirstOrDefault();
                    break;
                case StripOffsets or TileOffsets:
                    offsets = reader.Values(entry);
                    values -= offsets.Length;
                    break;
                case StripByteCounts or TileByteCounts:
                    counts = reader.Values(entry);
                    values -= counts.Length;
                    break;
                case ColourMap or JpegTables:
                    reader.RequireValues(entry);
                    break;
            }
        }

        if (values < 0)
        {
            throw new InvalidDataException("is a damaged TIFF: its pages have more strips than the file has room for; export or copy it again");
        }

        for (var i = 0; i < Math.Min(offsets.Length, counts.Length); i++)
        {
            reader.Require(offsets[i], counts[i]);
        }

        return new(width, height, orientation is >= 1 and <= 8 ? (int)orientation : 1)
        {
            GreyBitsFromWhite = photometric == WhiteIsZero && samples == 1 ? (int)bits : 0,
        };
    }
}
