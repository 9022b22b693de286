using System.Numerics.Tensors;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Training.Data;

/// <summary>A normalised line in a quarter of the memory: one byte a pixel, 0 = paper … 255 = ink.</summary>
/// <remarks>
/// Training lines only: a step of 1/255 is far below what augmentation adds. Validation lines keep their floats,
/// so that training and <c>htr evaluate</c> see the same numbers.
/// </remarks>
public sealed class QuantizedColumns
{
    /// <summary>Wraps values without copying them.</summary>
    /// <param name="columnCount">Number of columns T0, at least 1.</param>
    /// <param name="height">Pixels per column, at least 1.</param>
    /// <param name="values">Ink, shape [columnCount, height].</param>
    internal QuantizedColumns(int columnCount, int height, byte[] values)
    {
        ColumnCount = columnCount;
        Height = height;
        Values = values;
    }

    /// <summary>Number of columns T0.</summary>
    public int ColumnCount { get; }

    /// <summary>Pixels per column.</summary>
    public int Height { get; }

    /// <summary>Ink, shape [T0, height], 0 = paper … 255 = ink.</summary>
    public byte[] Values { get; }

    /// <summary>Rounds every value to the nearest 255th.</summary>
    public static QuantizedColumns From(ColumnSequence columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var values = new byte[columns.Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (byte)((Math.Clamp(columns.Values[i], 0, 1) * 255) + 0.5f);
        }

        return new QuantizedColumns(columns.ColumnCount, columns.Height, values);
    }

    /// <summary>The line as the network sees it, 0 = paper … 1 = ink.</summary>
    public ColumnSequence ToColumns()
    {
        var values = new float[Values.Length];
        TensorPrimitives.ConvertTruncating<byte, float>(Values, values);
        TensorPrimitives.Multiply(values, 1f / 255, values);
        return new ColumnSequence(ColumnCount, Height, values);
    }
}
