using System.Buffers.Binary;

namespace HandwritingLstm.Imaging;

/// <summary>Numbers from a TIFF file, in its byte order, never outside of it.</summary>
/// <param name="file">The whole file, at least its four signature bytes.</param>
internal readonly ref struct TiffReader(ReadOnlySpan<byte> file)
{
    private readonly ReadOnlySpan<byte> _file = file;
    private readonly bool _little = file[0] == 'I';
    private readonly bool _big = file[file[0] == 'I' ? 2 : 3] == '+'; // BigTIFF: counts and offsets of 64 bits

    /// <summary>Where the first page's directory lies.</summary>
    public long FirstDirectory => _big ? Number(8, 8) : Number(4, 4);

    /// <summary>Number of entries of a directory.</summary>
    public long EntryCount(long directory) => Number(directory, _big ? 8 : 2);

    /// <summary>Where entry <paramref name="index"/> of a directory lies.</summary>
    public long Entry(long directory, long index) => directory + (_big ? 8 + (20 * index) : 2 + (12 * index));

    /// <summary>Where the next page's directory lies; 0 after the last.</summary>
    public long NextDirectory(long directory) => Number(Entry(directory, EntryCount(directory)), _big ? 8 : 4);

    /// <summary>Where the value of an entry lies that holds a single number.</summary>
    public long ValuePosition(long entry) => entry + (_big ? 12 : 8);

    /// <summary>What an entry is about.</summary>
    public int Tag(long entry) => (int)Number(entry, 2);

    /// <summary>The whole numbers (or bytes of no given meaning) of an entry; none when it holds something else.</summary>
    public long[] Values(long entry)
    {
        var (position, count, bytes) = RequireValues(entry);
        var values = new long[count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Number(position + ((long)i * bytes), bytes);
        }

        return values;
    }

    /// <summary>Checks that the values of an entry lie within the file, and says where: how many, of how many bytes each.</summary>
    public (long Position, long Count, int Bytes) RequireValues(long entry)
    {
        var bytes = Number(entry + 2, 2) switch { 1 or 7 => 1, 3 => 2, 4 or 13 => 4, 16 or 18 => 8, _ => 0 };
        var count = Number(entry + 4, _big ? 8 : 4);
        if (bytes == 0 || count == 0)
        {
            return default;
        }

        var inline = _big ? 8 : 4; // few values stand in the entry itself
        var position = ValuePosition(entry);
        if (count > inline / bytes)
        {
            position = Number(position, inline);
        }

        if (count > _file.Length / bytes)
        {
            throw Truncated();
        }

        Require(position, count * bytes);
        return (position, count, bytes);
    }

    /// <summary>Checks that a range lies within the file.</summary>
    public void Require(long position, long bytes)
    {
        if (position < 0 || bytes < 0 || position > _file.Length || bytes > _file.Length - position)
        {
            throw Truncated();
        }
    }

    private long Number(long position, int bytes)
    {
        Require(position, bytes);
        var at = _file.Slice((int)position, bytes);
        return bytes switch
        {
            1 => at[0],
            2 => _little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at),
            4 => _little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at),
            _ => _little ? BinaryPrimitives.ReadInt64LittleEndian(at) : BinaryPrimitives.ReadInt64BigEndian(at),
        };
    }

    private static InvalidDataException Truncated() =>
        new("is truncated: the TIFF points beyond its own end; export or copy it again");
}
