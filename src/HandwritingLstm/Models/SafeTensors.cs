using System.Buffers.Binary;
using System.Globalization;
using HandwritingLstm.Network;

namespace HandwritingLstm.Models;

/// <summary>
/// Reads and writes <c>.safetensors</c> files: the length of the header as 8 bytes, little-endian; the header, JSON;
/// the values of all tensors without gaps. No type names, no code.
/// </summary>
/// <remarks>
/// Our files carry the metadata <c>checksum</c>: CRC-32C over metadata, tensor descriptions and data, in hexadecimal.
/// </remarks>
public static class SafeTensors
{
    private const string ChecksumKey = "checksum";
    private const int LengthBytes = sizeof(long);

    // A network of some hundred tensors needs some ten thousand bytes; the rest is room for long metadata.
    private const int MaximumHeaderLength = 16 << 20;

    private const string CopyAgain = "the file is damaged or not complete: copy or download it again";

    /// <summary>Reads a file; it is mapped into memory and checked before any tensor is made.</summary>
    /// <param name="path">The file, at most 2 GiB.</param>
    /// <exception cref="RecognitionException">The file is missing, is no such file, is truncated or damaged.</exception>
    public static SafeTensorsContent Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = MappedFile.Open(path);
        return Parse(path, file.Bytes);
    }

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="path">The file's name, for messages.</param>
    /// <param name="file">Its bytes.</param>
    internal static SafeTensorsContent Parse(string path, ReadOnlySpan<byte> file)
    {
        if (!LooksLikeSafeTensors(file))
        {
            throw new RecognitionException(
                $"{path}: this is no safetensors file; name another file, or copy or download it again if it should be one.");
        }

        try
        {
            return Parse(file);
        }
        catch (RecognitionException e)
        {
            throw new RecognitionException($"{path}: {e.Message.ReplaceLineEndings(" ")}; {CopyAgain}.", e);
        }
    }

    /// <summary>Writes a file whole or not at all: under a temporary name, brought to the disk, then renamed.</summary>
    /// <param name="path">The file; what stood there is replaced.</param>
    /// <param name="metadata">Texts by key; the checksum is added.</param>
    /// <param name="tensors">The tensors; their names differ.</param>
    /// <param name="precision">How all of them are stored; <see cref="TensorPrecision.F32"/> keeps every bit.</param>
    /// <exception cref="RecognitionException">The file cannot be written, or a value does not fit the precision.</exception>
    /// <exception cref="ArgumentException">A tensor has not as many values as its shape says, or its name is taken.</exception>
    public static void Write(
        string path, IReadOnlyDictionary<string, string> metadata, IReadOnlyList<NamedTensor> tensors, TensorPrecision precision)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(tensors);

        var entries = Entries(path, tensors, precision);
        var data = tensors.Select(tensor => TensorEncoding.Encode(tensor.Values, precision)).ToList();
        var checksum = new ContentChecksum(metadata, entries);
        data.ForEach(bytes => checksum.Append(bytes));

        var withChecksum = new SortedDictionary<string, string>(StringComparer.Ordinal) { [ChecksumKey] = checksum.Finish() };
        foreach (var (key, value) in metadata)
        {
            withChecksum.Add(key, value);
        }

        var header = new SafeTensorsHeader(withChecksum, entries).ToJson();
        if (header.Length > MaximumHeaderLength)
        {
            throw new RecognitionException(
                $"{path}: the metadata does not fit the header's {MaximumHeaderLength >> 20} MiB; shorten it.");
        }

        var length = new byte[LengthBytes];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(length);
            stream.Write(header);
            data.ForEach(bytes => stream.Write(bytes));
        });
    }

    private static List<TensorEntry> Entries(string path, IReadOnlyList<NamedTensor> tensors, TensorPrecision precision)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { SafeTensorsHeader.MetadataKey };
        var entries = new List<TensorEntry>();
        var begin = 0L;
        foreach (var tensor in tensors)
        {
            if (!names.Add(tensor.Name))
            {
                throw new ArgumentException($"Two tensors are named '{tensor.Name}'.", nameof(tensors));
            }

            int[] shape = [.. tensor.Shape];
            if (NamedTensor.ValueCount(shape) != tensor.Values.Length)
            {
                throw new ArgumentException($"Tensor '{tensor.Name}' has not as many values as its shape says.", nameof(tensors));
            }

            if (TensorEncoding.FirstOverflow(tensor.Values, precision) is { } value)
            {
                throw new RecognitionException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{path}: tensor '{tensor.Name}' has the value {value}, which is too large for {precision}; save as F32."));
            }

            var end = begin + ((long)tensor.Values.Length * TensorEncoding.BytesPerValue(precision));
            entries.Add(new TensorEntry(tensor.Name, precision, shape, begin, end));
            begin = end;
        }

        return begin <= int.MaxValue - MaximumHeaderLength - LengthBytes
            ? entries
            : throw new RecognitionException($"{path}: the tensors need more than 2 GiB; save a smaller network.");
    }

    private static bool LooksLikeSafeTensors(ReadOnlySpan<byte> file) =>
        file.Length > LengthBytes
        && file[LengthBytes] == '{'
        && BinaryPrimitives.ReadUInt64LittleEndian(file) is >= 2 and <= MaximumHeaderLength;

    private static SafeTensorsContent Parse(ReadOnlySpan<byte> file)
    {
        var header = Header(file, out var data);

        var metadata = new Dictionary<string, string>(header.Metadata, StringComparer.Ordinal);
        if (metadata.Remove(ChecksumKey, out var expected))
        {
            var checksum = new ContentChecksum(metadata, header.Tensors);
            checksum.Append(data);
            if (!string.Equals(checksum.Finish(), expected, StringComparison.Ordinal))
            {
                throw new RecognitionException("its content does not match its checksum");
            }
        }

        var tensors = new List<NamedTensor>(header.Tensors.Count);
        foreach (var entry in header.Tensors)
        {
            var bytes = data[(int)entry.Begin..(int)entry.End];
            tensors.Add(new NamedTensor(entry.Name, entry.Shape, TensorEncoding.Decode(bytes, entry.Precision)));
        }

        return new SafeTensorsContent(metadata, tensors, expected);
    }

    private static SafeTensorsHeader Header(ReadOnlySpan<byte> file, out ReadOnlySpan<byte> data)
    {
        var length = BinaryPrimitives.ReadUInt64LittleEndian(file);
        if ((int)length > file.Length - LengthBytes)
        {
            throw new RecognitionException(string.Create(
                CultureInfo.InvariantCulture, $"its header should have {length} bytes, but only {file.Length - LengthBytes} follow"));
        }

        data = file[(LengthBytes + (int)length)..];
        return SafeTensorsHeader.Parse(file.Slice(LengthBytes, (int)length), data.Length);
    }
}
