using HandwritingLstm.Text;

namespace HandwritingLstm.Imaging;

/// <summary>A line of writing as the network sees it: one column per pixel column, 0 = paper … 1 = ink.</summary>
/// <remarks>Shape [T0, height], column by column: column t is <c>Values[t·height …]</c>, top pixel first.</remarks>
public sealed class ColumnSequence
{
    /// <summary>Wraps values without copying them.</summary>
    /// <param name="columnCount">Number of columns T0, at least 1.</param>
    /// <param name="height">Pixels per column, at least 1.</param>
    /// <param name="values">Ink, shape [columnCount, height], 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is smaller than 1.</exception>
    /// <exception cref="ArgumentException">The number of values is not columnCount × height.</exception>
    public ColumnSequence(int columnCount, int height, float[] values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columnCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentNullException.ThrowIfNull(values);
        if (values.LongLength != (long)columnCount * height)
        {
            throw new ArgumentException(
                $"{columnCount} columns of {height} pixels are {(long)columnCount * height} values, but {values.LongLength} were given.",
                nameof(values));
        }

        ColumnCount = columnCount;
        Height = height;
        Values = values;
    }

    /// <summary>Number of columns T0.</summary>
    public int ColumnCount { get; }

    /// <summary>Pixels per column.</summary>
    public int Height { get; }

    /// <summary>Ink, shape [T0, height], 0 = paper … 1 = ink.</summary>
    public float[] Values { get; }

    /// <summary>
    /// Where the columns come from: the x position, in pixels of the line image, of the edge of column 0
    /// where the line begins: the left one, in a line that is read from right to left the right one.
    /// </summary>
    public float SourceLeft { get; init; }

    /// <summary>Width of one column in pixels of the line image; negative in a line that is read from right to left.</summary>
    public float SourcePixelsPerColumn { get; init; } = 1;

    /// <summary>Where the line begins.</summary>
    internal ReadingDirection Direction => SourcePixelsPerColumn < 0 ? ReadingDirection.RightToLeft : ReadingDirection.LeftToRight;

    /// <summary>The same line prepared for other networks that vote on it; mostly empty.</summary>
    internal IReadOnlyList<ColumnSequence> Others { get; private init; } = [];

    /// <summary>This line from its other end.</summary>
    internal ColumnSequence Mirrored()
    {
        var values = new float[Values.Length];
        for (var t = 0; t < ColumnCount; t++)
        {
            Column(ColumnCount - 1 - t).CopyTo(values.AsSpan(t * Height, Height));
        }

        return new(ColumnCount, Height, values)
        {
            SourceLeft = SourceLeft + (ColumnCount * SourcePixelsPerColumn),
            SourcePixelsPerColumn = -SourcePixelsPerColumn,
        };
    }

    /// <summary>This line, with what other networks see of it.</summary>
    internal ColumnSequence With(IReadOnlyList<ColumnSequence> others) => new(ColumnCount, Height, Values)
    {
        SourceLeft = SourceLeft,
        SourcePixelsPerColumn = SourcePixelsPerColumn,
        Others = others,
    };

    /// <summary>Column <paramref name="t"/>, top pixel first.</summary>
    public ReadOnlySpan<float> Column(int t) => Values.AsSpan(t * Height, Height);
}
