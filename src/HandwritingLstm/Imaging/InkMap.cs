namespace HandwritingLstm.Imaging;

/// <summary>How much ink every pixel holds, freed from paper colour, shadows and fading.</summary>
/// <remarks>Shape [height, width], row by row: 0 = paper … 1 = full ink.</remarks>
public sealed class InkMap
{
    /// <summary>Wraps values without copying them.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="values">Ink, shape [height, width], 0 to 1.</param>
    /// <param name="threshold">The value above which a pixel belongs to a stroke; above 1 when there is no ink at all.</param>
    /// <exception cref="ArgumentException">The number of values is not width × height.</exception>
    public InkMap(int width, int height, float[] values, float threshold)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentNullException.ThrowIfNull(values);
        if (values.LongLength != (long)width * height)
        {
            throw new ArgumentException(
                $"A {width}×{height} map has {(long)width * height} values, but {values.LongLength} were given.", nameof(values));
        }

        Width = width;
        Height = height;
        Values = values;
        Threshold = threshold;
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>Ink, shape [height, width], 0 = paper … 1 = full ink.</summary>
    public float[] Values { get; }

    /// <summary>The value above which a pixel belongs to a stroke; above 1 when there is no ink at all.</summary>
    public float Threshold { get; }

    /// <summary>One row, from left to right.</summary>
    public ReadOnlySpan<float> Row(int y) => Values.AsSpan(y * Width, Width);
}
