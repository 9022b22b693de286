namespace HandwritingLstm.Imaging;

/// <summary>The directories (pages) of a TIFF file.</summary>
/// <remarks>TIFF 6.0, section 2, and BigTIFF (64-bit offsets).</remarks>
internal static class TiffDirectories
{
    private const int Width = 256;
    private const int Height = 257;
    private const int StripOffsets = 273;
    private const int Orientation = 274;
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
        foreach (var directory in Directories(reader))
        {
            pages.Add(ReadPage(reader, directory));
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

    private static ImagePage ReadPage(TiffReader reader, long directory)
    {
        long width = 0, height = 0, orientation = 1;
        long[] offsets = [], counts = [];
        for (var i = 0L; i < reader.EntryCount(directory); i++)
        {
            var entry = reader.Entry(directory, i);
            switch (reader.Tag(entry))
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
                case StripOffsets or TileOffsets:
                    offsets = reader.Values(entry);
                    break;
                case StripByteCounts or TileByteCounts:
                    counts = reader.Values(entry);
                    break;
                case ColourMap or JpegTables:
                    _ = reader.Values(entry);
                    break;
            }
        }

        for (var i = 0; i < Math.Min(offsets.Length, counts.Length); i++)
        {
            reader.Require(offsets[i], counts[i]);
        }

        return new(width, height, orientation is >= 1 and <= 8 ? (int)orientation : 1);
    }
}
