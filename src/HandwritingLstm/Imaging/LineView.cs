using System.Numerics.Tensors;

namespace HandwritingLstm.Imaging;

/// <summary>A line as it might have been written or scanned as well: leaning a little, higher or lower, with paler or darker ink.</summary>
/// <remarks>A view has as many columns as the line, and shows every letter in about the columns where the line has it.</remarks>
public sealed record LineView
{
    /// <summary>The most views that <see cref="Several"/> knows.</summary>
    public const int MaximumCount = 5;

    private static readonly LineView[] _all =
    [
        new(), new() { Down = 1 }, new() { Down = -1 }, new() { Gamma = 0.7f }, new() { Gamma = 1.4f },
    ];

    /// <summary>The line as it is.</summary>
    public static LineView Plain => _all[0];

    /// <summary>How far rows move to the right, in columns per row below the middle, −1 to 1.</summary>
    public float Slant { get; init; }

    /// <summary>How many rows the line moves down; negative: up.</summary>
    public int Down { get; init; }

    /// <summary>The power that every pixel is raised to, above 0: over 1 makes edges paler and strokes thinner, below 1 broader.</summary>
    public float Gamma { get; init; } = 1;

    /// <summary>The first views of a fixed list: the plain one, then higher and lower, then with bolder and finer ink.</summary>
    /// <param name="count">How many, 1 to <see cref="MaximumCount"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public static IReadOnlyList<LineView> Several(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaximumCount);
        return _all[..count];
    }

    /// <summary>The line in this view.</summary>
    /// <param name="line">The line, shape [T0, height].</param>
    /// <returns>Another line of the same shape and place; the line itself, where this is the plain view.</returns>
    public ColumnSequence Of(ColumnSequence line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (this == Plain)
        {
            return line;
        }

        var values = new float[line.Values.Length];
        for (var y = Math.Max(0, Down); y < line.Height + Math.Min(0, Down); y++)
        {
            // Every row of the view is one of the line, moved sideways by whole columns and a share of one.
            var from = y - Down;
            var move = Slant * (from - ((line.Height - 1) / 2f));
            var whole = (int)MathF.Floor(move);
            var share = move - whole;
            for (var x = 0; x < line.ColumnCount; x++)
            {
                values[(x * line.Height) + y] = ((1 - share) * Pixel(line, x - whole, from)) + (share * Pixel(line, x - whole - 1, from));
            }
        }

        if (!Gamma.Equals(1f))
        {
            TensorPrimitives.Pow(values, Gamma, values);
        }

        return new ColumnSequence(line.ColumnCount, line.Height, values)
        {
            SourceLeft = line.SourceLeft,
            SourcePixelsPerColumn = line.SourcePixelsPerColumn,
        };
    }

    // Beyond the ends there is paper.
    private static float Pixel(ColumnSequence line, int x, int y) => x >= 0 && x < line.ColumnCount ? line.Values[(x * line.Height) + y] : 0;
}
