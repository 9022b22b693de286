using System.Buffers.Binary;
using System.IO.Compression;

namespace HandwritingLstm.Training.Synthesis;

/// <summary>Fonts as web pages load them, WOFF 1.0, unpacked to OpenType; other files are left as they are.</summary>
/// <remarks>W3C, "WOFF File Format 1.0", 2012, sections 3 to 5.</remarks>
internal static class WoffFile
{
    private const uint Signature = 0x774F4646; // "wOFF"
    private const uint SignatureOfVersion2 = 0x774F4632;
    private const int HeaderLength = 44;
    private const int EntryLength = 20;
    private const int LargestTable = 64 << 20;

    /// <summary>The OpenType font in a file.</summary>
    /// <exception cref="RecognitionException">The file cannot be read, is damaged or is WOFF 2.</exception>
    public static byte[] ReadFont(string path)
    {
        try
        {
            return Unpack(File.ReadAllBytes(path));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException)
        {
            throw new RecognitionException($"{path}: the font cannot be read: {problem.Message.TrimEnd('.')}; expected TTF, OTF or WOFF 1.0.", problem);
        }
    }

    /// <summary>Unpacks a font.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or WOFF 2.</exception>
    internal static byte[] Unpack(byte[] file)
    {
        if (file.Length < HeaderLength)
        {
            throw new InvalidDataException($"it has {file.Length} bytes, too few for a font");
        }

        var signature = BinaryPrimitives.ReadUInt32BigEndian(file);
        if (signature == SignatureOfVersion2)
        {
            throw new InvalidDataException("it is WOFF 2, which only browsers unpack");
        }

        return signature == Signature ? Rebuild(file) : file;
    }

    // The same tables in the same order, each unpacked, behind an OpenType directory.
    private static byte[] Rebuild(byte[] file)
    {
        var count = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(12));
        var directoryLength = 12 + (16 * count);
        Require(HeaderLength + (EntryLength * count) <= file.Length, "its directory is cut off");

        using var font = new MemoryStream();
        font.Write(new byte[directoryLength]);
        var directory = new byte[directoryLength];
        file.AsSpan(4, 4).CopyTo(directory); // TrueType or CFF
        BinaryPrimitives.WriteUInt16BigEndian(directory.AsSpan(4), count);
        for (var i = 0; i < count; i++)
        {
            var entry = file.AsSpan(HeaderLength + (EntryLength * i), EntryLength);
            var table = Table(file, entry);
            var to = directory.AsSpan(12 + (16 * i), 16);
            entry[..4].CopyTo(to);
            entry[16..].CopyTo(to[4..]); // the checksum of the unpacked table
            BinaryPrimitives.WriteInt32BigEndian(to[8..], (int)font.Length);
            BinaryPrimitives.WriteInt32BigEndian(to[12..], table.Length);
            font.Write(table);
            font.Write(new byte[-table.Length & 3]);
        }

        font.Position = 0;
        font.Write(directory);
        return font.ToArray();
    }

    private static byte[] Table(byte[] file, ReadOnlySpan<byte> entry)
    {
        var offset = BinaryPrimitives.ReadUInt32BigEndian(entry[4..]);
        var packed = BinaryPrimitives.ReadUInt32BigEndian(entry[8..]);
        var length = BinaryPrimitives.ReadUInt32BigEndian(entry[12..]);
        Require(offset <= file.Length && packed <= file.Length - offset, "a table lies outside the file");
        Require(length <= LargestTable && packed <= length, "a table has an impossible length");
        if (packed == length)
        {
            return file[(int)offset..(int)(offset + packed)];
        }

        using var unpacked = new ZLibStream(new MemoryStream(file, (int)offset, (int)packed), CompressionMode.Decompress);
        var table = new byte[length];
        Require(unpacked.ReadAtLeast(table, table.Length, throwOnEndOfStream: false) == table.Length, "a table is cut off");
        return table;
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidDataException(otherwise);
        }
    }
}
