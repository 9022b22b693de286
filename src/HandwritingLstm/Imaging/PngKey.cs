using System.Buffers.Binary;

namespace HandwritingLstm.Imaging;

/// <summary>The one colour of a PNG without palette and alpha that stands for transparent, as it is decoded: 8 bits a sample.</summary>
/// <remarks>PNG specification (third edition), section 11.3.1.1, colour types 0 and 2.</remarks>
/// <param name="IsGrey">Whether the picture is grey.</param>
/// <param name="Value">The grey, or red, green and blue from the most significant of 24 bits on.</param>
internal sealed record PngKey(bool IsGrey, uint Value)
{
    /// <summary>The transparent colour of a picture; null where it has none.</summary>
    /// <param name="file">A complete PNG file.</param>
    public static PngKey? Of(ReadOnlySpan<byte> file)
    {
        var samples = PngChunks.DataOf(file, "tRNS"u8);
        var bits = file[PngChunks.BitDepth];
        return (file[PngChunks.ColourType], samples.Length) switch
        {
            (0, >= 2) => new PngKey(IsGrey: true, Sample(samples, 0, bits)),
            (2, >= 6) => new PngKey(IsGrey: false, (Sample(samples, 0, bits) << 16) | (Sample(samples, 2, bits) << 8) | Sample(samples, 4, bits)),
            _ => null,
        };
    }

    private static uint Sample(ReadOnlySpan<byte> samples, int at, int bits)
    {
        var value = BinaryPrimitives.ReadUInt16BigEndian(samples[at..]);
        return bits == 16 ? (uint)(value >> 8) : (uint)(value & ((1 << bits) - 1)) * 255 / (uint)((1 << bits) - 1);
    }
}
