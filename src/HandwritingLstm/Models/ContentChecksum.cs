using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HandwritingLstm.Models;

/// <summary>
/// SHA-256 over all that a safetensors file says: its metadata by key, its tensors' names, dtypes and shapes, and its data.
/// It does not cover white space and the order of keys in the header.
/// </summary>
internal sealed class ContentChecksum : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <param name="metadata">The metadata without the checksum itself.</param>
    /// <param name="tensors">The tensors in the order of their data.</param>
    public ContentChecksum(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<TensorEntry> tensors)
    {
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Append(key);
            Append(value);
        }

        foreach (var tensor in tensors)
        {
            Append(tensor.Name);
            Append(tensor.Precision.ToString());
            Append(string.Join(',', tensor.Shape.Select(size => size.ToString(CultureInfo.InvariantCulture))));
        }
    }

    /// <summary>Goes on with the next bytes of the data section.</summary>
    public void Append(ReadOnlySpan<byte> data) => _hash.AppendData(data);

    /// <summary>The checksum, 64 hexadecimal digits in lower case.</summary>
    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    // The length before the text, so that no other division of the same characters has the same checksum.
    private void Append(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        _hash.AppendData(length);
        _hash.AppendData(bytes);
    }
}
