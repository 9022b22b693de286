namespace HandwritingLstm.Imaging;

/// <summary>The pixels that belong to strokes, for measuring a line's geometry; ruled lines and specks are left out.</summary>
/// <remarks>
/// Large images are measured at half, a third … of their size: angles and moments do not need every pixel.
/// Pixels are sorted by row, then by column.
/// </remarks>
internal sealed class StrokePixels
{
    private const int EnoughRows = 64; // an angle of 1° moves one end of a stroke of 60 pixels by one pixel

    private StrokePixels(int width, int height, int factor, int[] columns, int[] rowStarts)
    {
        Width = width;
        Height = height;
        Factor = factor;
        Columns = columns;
        RowStarts = rowStarts;
    }

    /// <summary>Width of the reduced image.</summary>
    public int Width { get; }

    /// <summary>Height of the reduced image.</summary>
    public int Height { get; }

    /// <summary>Pixels of the image per reduced pixel, along each axis.</summary>
    public int Factor { get; }

    /// <summary>The column of every stroke pixel, row after row.</summary>
    public int[] Columns { get; }

    /// <summary>Where each row begins in <see cref="Columns"/>, shape [Height + 1].</summary>
    public int[] RowStarts { get; }

    /// <summary>Number of stroke pixels.</summary>
    public int Count => Columns.Length;

    /// <summary>The columns of the stroke pixels of one row, ascending.</summary>
    public ReadOnlySpan<int> Row(int y) => Columns.AsSpan(RowStarts[y], RowStarts[y + 1] - RowStarts[y]);

    /// <summary>Finds the stroke pixels of a line.</summary>
    public static StrokePixels Find(InkMap ink)
    {
        var factor = Math.Max(1, (int)Math.Round(ink.Height / (double)EnoughRows));
        var height = (ink.Height + factor - 1) / factor;

        // Runs longer than any stroke of a letter are ruling, underlining or a form's frame.
        var strokes = StrokeRuns.Find(ink, factor, longest: 3 * height / 2);
        var specks = StrokeSpecks.Find(strokes);
        var runs = strokes.Runs;
        var count = 0;
        for (var i = 0; i < runs.Length; i++)
        {
            count += specks[i] ? 0 : runs[i].Length;
        }

        var columns = new int[count];
        var rowStarts = new int[height + 1];
        var next = 0;
        for (var y = 0; y < height; y++)
        {
            rowStarts[y] = next;
            var (first, length) = strokes.Row(y).GetOffsetAndLength(runs.Length);
            for (var i = first; i < first + length; i++)
            {
                for (var x = runs[i].Start; !specks[i] && x < runs[i].End; x++)
                {
                    columns[next++] = x;
                }
            }
        }

        rowStarts[height] = next;
        return new(strokes.Width, height, factor, columns, rowStarts);
    }
}
