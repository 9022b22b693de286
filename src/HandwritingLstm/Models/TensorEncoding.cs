using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace HandwritingLstm.Models;

/// <summary>Turns the values of a tensor into the little-endian bytes of a file and back.</summary>
internal static class TensorEncoding
{
    // Halfway between the largest finite binary16 and the next power of two: from here on, rounding gives infinity.
    private const float FirstInfiniteHalf = 65_520f;

    // The same for bfloat16: (2 − 2^-8) · 2^127.
    private const float FirstInfiniteBFloat16 = 3.3961775e38f;

    // A bfloat16 is the upper half of a binary32.
    private const int DroppedBits = 16;

    /// <summary>What files call a precision.</summary>
    public static string NameOf(TensorPrecision precision) => precision switch
    {
        TensorPrecision.F32 => "F32",
        TensorPrecision.F16 => "F16",
        _ => "BF16",
    };

    /// <summary>The precision of a name; null = there is none of this name.</summary>
    public static TensorPrecision? PrecisionOf(string? name) => name switch
    {
        "F32" => TensorPrecision.F32,
        "F16" => TensorPrecision.F16,
        "BF16" => TensorPrecision.BF16,
        _ => null,
    };

    public static int BytesPerValue(TensorPrecision precision) => precision == TensorPrecision.F32 ? 4 : 2;

    /// <summary>The first finite value that would become infinite; null if all fit.</summary>
    public static float? FirstOverflow(ReadOnlySpan<float> values, TensorPrecision precision)
    {
        var limit = precision switch
        {
            TensorPrecision.F16 => FirstInfiniteHalf,
            TensorPrecision.BF16 => FirstInfiniteBFloat16,
            _ => float.PositiveInfinity,
        };
        foreach (var value in values)
        {
            if (float.IsFinite(value) && MathF.Abs(value) >= limit)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The bytes of values, rounded to the nearest, ties to even.</summary>
    public static byte[] Encode(ReadOnlySpan<float> values, TensorPrecision precision)
    {
        var bytes = new byte[values.Length * BytesPerValue(precision)];
        if (precision == TensorPrecision.F32)
        {
            values.CopyTo(MemoryMarshal.Cast<byte, float>(bytes.AsSpan()));
            ToOrFromLittleEndian(MemoryMarshal.Cast<byte, int>(bytes.AsSpan()));
            return bytes;
        }

        if (precision == TensorPrecision.F16)
        {
            TensorPrimitives.ConvertToHalf(values, MemoryMarshal.Cast<byte, Half>(bytes.AsSpan()));
        }
        else
        {
            var rounded = MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan());
            for (var i = 0; i < values.Length; i++)
            {
                rounded[i] = ToBFloat16(values[i]);
            }
        }

        ToOrFromLittleEndian(MemoryMarshal.Cast<byte, short>(bytes.AsSpan()));
        return bytes;
    }

    /// <summary>The values of bytes.</summary>
    public static float[] Decode(ReadOnlySpan<byte> bytes, TensorPrecision precision)
    {
        var values = GC.AllocateUninitializedArray<float>(bytes.Length / BytesPerValue(precision));
        if (precision == TensorPrecision.F32)
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
            ToOrFromLittleEndian(MemoryMarshal.Cast<float, int>(values.AsSpan()));
            return values;
        }

        if (precision == TensorPrecision.F16 && BitConverter.IsLittleEndian)
        {
            TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), values);
            return values;
        }

        for (var i = 0; i < values.Length; i++)
        {
            var bits = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]);
            values[i] = precision == TensorPrecision.F16
                ? (float)BitConverter.UInt16BitsToHalf(bits)
                : BitConverter.UInt32BitsToSingle((uint)bits << DroppedBits);
        }

        return values;
    }

    private static ushort ToBFloat16(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value))
        {
            return (ushort)((bits >> DroppedBits) | 0x40); // stays a NaN even if only dropped bits said so
        }

        var lastKeptBit = (bits >> DroppedBits) & 1;
        return (ushort)((bits + 0x7FFF + lastKeptBit) >> DroppedBits);
    }

    private static void ToOrFromLittleEndian(Span<int> values)
    {
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(values, values);
        }
    }

    private static void ToOrFromLittleEndian(Span<short> values)
    {
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(values, values);
        }
    }
}
