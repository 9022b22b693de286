using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using HandwritingLstm.Models;

namespace HandwritingLstm.Decoding;

/// <summary>
/// A language model as a file: "HTRLM" and the version; order; characters; for each order the number of its n-grams, their last
/// characters (1 byte each), log probabilities, and but for the longest log backoff weights (2 bytes each) and numbers of
/// children (1 byte each), as <see cref="NGramLevel"/> has them; CRC-32C of all that. Little-endian.
/// </summary>
public static class LanguageModelFile
{
    private const int HeaderBytes = 8;
    private const int MostGrams = 1 << 28;

    private static ReadOnlySpan<byte> Magic => "HTRLM\0\0\u0002"u8;

    /// <summary>Saves a model whole or not at all.</summary>
    public static void Save(string path, CharacterLanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(model.Order);
            writer.Write(model.Vocabulary.Characters.Count);
            foreach (var character in model.Vocabulary.Characters)
            {
                writer.Write(character);
            }

            foreach (var level in model.Trie.Levels)
            {
                writer.Write(level.Count);
                writer.Write(level.Characters);
                writer.Write(MemoryMarshal.AsBytes(level.Probabilities));
                writer.Write(MemoryMarshal.AsBytes(level.Backoffs));
                writer.Write(level.ChildCounts);
            }

            writer.Flush();
            writer.Write(Checksum(content.GetBuffer().AsSpan(0, (int)content.Length)));
        }

        AtomicFile.Write(path, stream => content.WriteTo(stream));
    }

    /// <summary>Loads a model.</summary>
    /// <exception cref="RecognitionException">The file is missing, damaged or no language model.</exception>
    public static CharacterLanguageModel Load(string path)
    {
        using var file = MappedFile.Open(path);
        var bytes = file.Bytes;
        if (bytes.Length < HeaderBytes + sizeof(uint) || !bytes[..HeaderBytes].SequenceEqual(Magic))
        {
            throw new RecognitionException($"{path}: this is no language model of this version of the program; make one with 'htr lm', also from an ARPA file.");
        }

        var content = bytes[..^sizeof(uint)];
        if (Checksum(content) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[^sizeof(uint)..]))
        {
            throw new RecognitionException($"{path}: its content does not match its checksum; copy or make it again.");
        }

        try
        {
            return Parse(content[HeaderBytes..].ToArray());
        }
        catch (Exception problem) when (problem is EndOfStreamException or FormatException or RecognitionException)
        {
            throw new RecognitionException($"{path}: the language model cannot be used: {problem.Message}", problem);
        }
    }

    private static CharacterLanguageModel Parse(byte[] content)
    {
        using var reader = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        var order = Within(reader.ReadInt32(), 1, CharacterLanguageModel.MaximumOrder, "order");
        var characters = new string[Within(reader.ReadInt32(), 1, byte.MaxValue, "number of characters")];
        for (var i = 0; i < characters.Length; i++)
        {
            characters[i] = reader.ReadString();
        }

        var levels = new NGramLevel[order];
        for (var n = 0; n < order; n++)
        {
            var count = Within(reader.ReadInt32(), n == 0 ? 1 : 0, MostGrams, "number of n-grams");
            var inner = n < order - 1 ? count : 0;
            levels[n] = new NGramLevel(Numbers<byte>(reader, count), Numbers<short>(reader, count), Numbers<short>(reader, inner), Numbers<byte>(reader, inner));
        }

        return new CharacterLanguageModel(new CharacterVocabulary(characters), new NGramTrie(levels));
    }

    private static int Within(int value, int least, int most, string what) => value >= least && value <= most
        ? value
        : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"the {what} is {value}, not {least} to {most}"));

    private static T[] Numbers<T>(BinaryReader reader, int count)
        where T : unmanaged
    {
        var numbers = new T[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
