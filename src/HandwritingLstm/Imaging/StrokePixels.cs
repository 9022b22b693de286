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
        var width = (ink.Width + factor - 1) / factor;
        var height = (ink.Height + factor - 1) / factor;
        var mask = new bool[width * height];
        for (var y = 0; y < ink.Height; y++)
        {
            var row = ink.Row(y);
            var reduced = mask.AsSpan(y / factor * width, width);
            for (var x = 0; x < row.Length; x++)
            {
                reduced[factor == 1 ? x : x / factor] |= row[x] > ink.Threshold;
            }
        }

        RemoveRuledLines(mask, width, height);
        StrokeSpecks.Remove(mask, width, height);
        return FromMask(mask, width, height, factor);
    }

    /// <summary>Horizontal runs longer than any stroke of a letter are ruling, underlining or a form's frame.</summary>
    private static void RemoveRuledLines(bool[] mask, int width, int height)
    {
        var longest = 3 * height / 2;
        for (var y = 0; y < height; y++)
        {
            var row = mask.AsSpan(y * width, width);
            while (row.IndexOf(true) is >= 0 and var start)
            {
                row = row[start..];
                var length = row.IndexOf(false) is >= 0 and var end ? end : row.Length;
                if (length > longest)
                {
                    row[..length].Clear();
                }

                row = row[length..];
            }
        }
    }

    private static StrokePixels FromMask(bool[] mask, int width, int height, int factor)
    {
        var columns = new int[mask.AsSpan().Count(true)];
        var rowStarts = new int[height + 1];
        var next = 0;
        for (var y = 0; y < height; y++)
        {
            rowStarts[y] = next;
            var row = mask.AsSpan(y * width, width);
            for (var x = row.IndexOf(true); x >= 0;)
            {
                columns[next++] = x;
                var skip = row[(x + 1)..].IndexOf(true);
                x = skip < 0 ? -1 : x + 1 + skip;
            }
        }

        rowStarts[height] = next;
        return new(width, height, factor, columns, rowStarts);
    }
}
