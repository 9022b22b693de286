namespace HandwritingLstm.Ctc;

/// <summary>What the network says of one line: natural-log probabilities, shape [columns, labels]; label 0 is the blank.</summary>
public sealed class LabelScores
{
    /// <summary>Wraps scores without copying them.</summary>
    /// <param name="columnCount">Number of network columns T, at least 1.</param>
    /// <param name="labelCount">Number of labels K, blank included, at least 2.</param>
    /// <param name="values">Natural-log probabilities, shape [T, K].</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is too small.</exception>
    /// <exception cref="ArgumentException">The number of values is not T × K.</exception>
    public LabelScores(int columnCount, int labelCount, float[] values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columnCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(labelCount, 2);
        ArgumentNullException.ThrowIfNull(values);
        if (values.LongLength != (long)columnCount * labelCount)
        {
            throw new ArgumentException(
                $"{columnCount} columns of {labelCount} labels are {(long)columnCount * labelCount} scores, but {values.LongLength} were given.",
                nameof(values));
        }

        ColumnCount = columnCount;
        LabelCount = labelCount;
        Values = values;
    }

    /// <summary>Number of network columns T.</summary>
    public int ColumnCount { get; }

    /// <summary>Number of labels K, blank included.</summary>
    public int LabelCount { get; }

    /// <summary>Natural-log probabilities, shape [T, K].</summary>
    public float[] Values { get; }

    /// <summary>The scores of column <paramref name="t"/>, one per label.</summary>
    public ReadOnlySpan<float> Column(int t) => Values.AsSpan(t * LabelCount, LabelCount);
}
