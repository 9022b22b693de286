using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Composition;

/// <summary>One letter of a line image.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Line">The normalised line that it is part of.</param>
/// <param name="First">Its first column.</param>
/// <param name="End">The column behind its last one; not below <paramref name="First"/>.</param>
/// <param name="HasInk">Whether it was found; spaces have no ink.</param>
/// <param name="Darkness">How dark the ink of its line is, 0 to 1.</param>
/// <param name="Baseline">The row that it stands on.</param>
internal sealed record ScanLetter(int Label, QuantizedColumns Line, int First, int End, bool HasInk, float Darkness, float Baseline = 0) : ILetter<ScanLetter>
{
    // Of its ink, what may stick out above and below: specks, and what other lines hang into this one.
    private const float Outlying = 0.04f;

    // The most rows that a letter is moved by: more is an error of the baselines.
    private const int MostRows = 8;

    // Cost of one row of ink that has none beside it.
    private const float RowCost = 0.06f;

    private const float LargestRowCost = 0.8f;

    // Cost of pen beside pencil, as far apart as paper and full ink are.
    private const float DarknessCost = 2;

    /// <inheritdoc/>
    public bool HasRoom => End > First;

    /// <inheritdoc/>
    public LetterShape Shape
    {
        get
        {
            Span<int> rows = stackalloc int[Line.Height];
            rows.Clear();
            var total = 0;
            for (var i = First * Line.Height; i < End * Line.Height; i++)
            {
                rows[i % Line.Height] += Line.Values[i];
                total += Line.Values[i];
            }

            var outside = (int)(total * Outlying);
            var (top, foot) = (0, rows.Length);
            for (var above = rows[0]; above <= outside && top < rows.Length - 1; above += rows[top])
            {
                top++;
            }

            for (var below = rows[^1]; below <= outside && foot > 1; below += rows[foot - 1])
            {
                foot--;
            }

            return new LetterShape((End - First) / (float)Line.Height, (top - Baseline) / Line.Height, (foot - Baseline) / Line.Height);
        }
    }

    /// <inheritdoc/>
    public static float JointCost(ScanLetter? before, ScanLetter after)
    {
        if (before is null)
        {
            return 0;
        }

        var cost = DarknessCost * MathF.Abs(before.Darkness - after.Darkness);
        if (!before.HasRoom || !after.HasRoom)
        {
            return cost;
        }

        var height = after.Line.Height;
        var left = before.Line.Values.AsSpan((before.End - 1) * height, height);
        var right = after.Line.Values.AsSpan(after.First * height, height);
        var lower = before.RowsAbove(after);
        var difference = 0;
        for (var y = 0; y < height; y++)
        {
            difference += Math.Abs(left[y] - (y - lower >= 0 && y - lower < height ? right[y - lower] : 0));
        }

        return cost + Math.Min(LargestRowCost, RowCost / 255 * difference);
    }

    /// <summary>How many rows a letter of another line must go down to stand on this one's baseline; below 0: up.</summary>
    /// <param name="other">The other letter.</param>
    public int RowsAbove(ScanLetter other) => Math.Clamp((int)MathF.Round(Baseline - other.Baseline), -MostRows, MostRows);

    /// <inheritdoc/>
    public ScanLetter WithoutInk() => this with { HasInk = false };
}
