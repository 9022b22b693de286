namespace HandwritingLstm.Imaging;

/// <summary>The directories (pages) of a TIFF file.</summary>
/// <remarks>TIFF 6.0, section 2, and BigTIFF (64-bit offsets).</remarks>
internal static class TiffDirectories
{
    private const int Width = 256;
    private const int Height = 257;
    private const int StripOffsets = 273;
    private const int StripByteCounts = 279;
    private const int TileOffsets = 324;
    private const int TileByteCounts = 325;
    private const int ColourMap = 320;
    private const int JpegTables = 347;

    /// <summary>Reads the size of every page and checks that the pixels of each lie within the file.</summary>
    /// <exception cref="InvalidDataException">The file is truncated or damaged.</exception>
    public static IReadOnlyList<PixelSize> ReadSizes(ReadOnlySpan<byte> file)
    {
        var reader = new TiffReader(file);
        var sizes = new List<PixelSize>();
        var seen = new HashSet<long>();
        for (var directory = reader.FirstDirectory; directory != 0; directory = reader.NextDirectory(directory))
        {
            if (!seen.Add(directory))
            {
                throw new InvalidDataException("is a damaged TIFF: its pages point to each other in a circle; export or copy it again");
            }

            sizes.Add(ReadPage(reader, directory));
        }

        return sizes.Count > 0 ? sizes : throw new InvalidDataException("is a TIFF without any page; export or copy it again");
    }

    private static PixelSize ReadPage(TiffReader reader, long directory)
    {
        long width = 0, height = 0;
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

        return new(width, height);
    }
}
