namespace HandwritingLstm.Network;

/// <summary>
/// The pixels of a batch of ragged feature maps, diagonal by diagonal: first all pixels of all lines with x + y = 0, line
/// after line, then those with x + y = 1, …; on the diagonal of a line from top to bottom.
/// </summary>
/// <remarks>
/// In a multidimensional recurrent layer a pixel needs its neighbours before it in x and in y, which lie on the diagonal
/// before its own: the pixels of a diagonal are computed together, those of adjacent lines as one piece.
/// </remarks>
internal sealed class Diagonals
{
    private int[] _first = []; // [diagonal, line]

    /// <summary>Rows of the maps H.</summary>
    public int Height { get; private set; }

    /// <summary>Width of each line, widest first.</summary>
    public int[] Widths { get; private set; } = [];

    /// <summary>Number of diagonals: those of the widest line.</summary>
    public int Count { get; private set; }

    /// <summary>Pixels of all lines together.</summary>
    public int PixelCount { get; private set; }

    /// <summary>Looks at a batch.</summary>
    public void Shape(int height, int[] widths)
    {
        (Height, Widths, Count) = (height, widths, height + widths[0] - 1);
        var length = (Count * widths.Length) + 1;
        if (_first.Length < length)
        {
            _first = new int[length];
        }

        var pixel = 0;
        for (var diagonal = 0; diagonal < Count; diagonal++)
        {
            for (var line = 0; line < widths.Length; line++)
            {
                _first[(diagonal * widths.Length) + line] = pixel;
                pixel += Math.Max(0, Bottom(diagonal) - Top(diagonal, line));
            }
        }

        _first[length - 1] = pixel;
        PixelCount = pixel;
    }

    /// <summary>The topmost row of a line's pixels on a diagonal.</summary>
    public int Top(int diagonal, int line) => Math.Max(0, diagonal - Widths[line] + 1);

    /// <summary>The row behind the bottommost row of pixels on a diagonal; not below <see cref="Top"/> where the line has ended.</summary>
    public int Bottom(int diagonal) => Math.Min(Height, diagonal + 1);

    /// <summary>Where the pixels of a line on a diagonal begin; with the number of lines: where those of the diagonal end.</summary>
    public int First(int diagonal, int line) => _first[(diagonal * Widths.Length) + line];

    /// <summary>Where a pixel of a line would lie whose row is 0: row y is y further on. Anything for a diagonal that is none.</summary>
    public int Origin(int diagonal, int line) =>
        diagonal < 0 || diagonal >= Count ? 0 : First(diagonal, line) - Top(diagonal, line);

    /// <summary>Where a pixel lies.</summary>
    public int Index(int line, int y, int x) => Origin(x + y, line) + y;
}
