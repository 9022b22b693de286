namespace HandwritingLstm.Network;

/// <summary>Feature maps seen as sequences: every row is one along x, every column is one along y.</summary>
/// <param name="maps">The maps, widest line first.</param>
/// <param name="axis">The axis along which the sequences run.</param>
internal sealed class MapSequences(FeatureMaps maps, RecurrentAxis axis)
{
    private int[] _firstColumn = []; // of each line, all lines side by side

    /// <summary>Looks at the widths of a batch.</summary>
    /// <returns>The length of each sequence, longest first.</returns>
    public int[] Lengths()
    {
        var columns = 0;
        _firstColumn = [.. maps.Widths.Select(width => (columns += width) - width)];
        return axis == RecurrentAxis.Y
            ? [.. Enumerable.Repeat(maps.Height, columns)]
            : [.. maps.Widths.SelectMany(width => Enumerable.Repeat(width, maps.Height))];
    }

    /// <summary>Rows and columns of a line's maps.</summary>
    public (int Height, int Width) SizeOf(int line) => (maps.Height, maps.Widths[line]);

    /// <summary>The row of a pixel in the sequences.</summary>
    public int Row(Sequences sequences, int line, int y, int x) => axis == RecurrentAxis.Y
        ? sequences.Row(y, _firstColumn[line] + x)
        : sequences.Row(x, (line * maps.Height) + y);
}
