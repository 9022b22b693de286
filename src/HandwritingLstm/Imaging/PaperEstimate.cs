namespace HandwritingLstm.Imaging;

/// <summary>The brightness the paper would have without ink, everywhere on an image.</summary>
/// <remarks>
/// Blocks of pixels vote with a high percentile; a grey closing (largest, then smallest of the neighbours) fills blocks
/// that hold nothing but ink; a mean smooths. Between block centres brightness is interpolated.
/// </remarks>
internal sealed class PaperEstimate
{
    private const int ClosingRadius = 2; // 5 blocks: wider than any stroke, narrower than a shadow
    private const int SmoothingRadius = 1;
    private const double PaperPercentile = 0.8; // at most a fifth of a block is brighter than paper by noise alone

    private readonly int _block;
    private readonly int _columns;
    private readonly int _rows;
    private readonly float[] _brightness; // [rows, columns]

    /// <summary>Estimates the paper of an image.</summary>
    public PaperEstimate(GrayImage image)
    {
        // An eighth of a line's height: several strokes and the paper between them.
        _block = Math.Clamp(Math.Min(image.Width, image.Height) / 8, 4, 32);
        _columns = (image.Width + _block - 1) / _block;
        _rows = (image.Height + _block - 1) / _block;
        _brightness = new float[_columns * _rows];
        var histogram = new int[256];
        for (var row = 0; row < _rows; row++)
        {
            for (var column = 0; column < _columns; column++)
            {
                _brightness[(row * _columns) + column] = BlockPaper(image, column * _block, row * _block, histogram);
            }
        }

        var scratch = new float[Math.Max(_columns, _rows)];
        Filter(ClosingRadius, scratch, static window => Largest(window));
        Filter(ClosingRadius, scratch, static window => Smallest(window));
        Filter(SmoothingRadius, scratch, static window => Mean(window));
    }

    private delegate float Reduction(ReadOnlySpan<float> window);

    /// <summary>Writes the paper's brightness along row <paramref name="y"/>, 1 to 255.</summary>
    /// <param name="y">The row of pixels.</param>
    /// <param name="row">Receives one value per pixel.</param>
    public void ReadRow(int y, Span<float> row)
    {
        var (upper, lower, down) = Between(y, _rows);
        var above = _brightness.AsSpan(upper * _columns, _columns);
        var below = _brightness.AsSpan(lower * _columns, _columns);
        for (var x = 0; x < row.Length; x++)
        {
            var (left, right, across) = Between(x, _columns);
            var first = above[left] + (down * (below[left] - above[left]));
            var second = above[right] + (down * (below[right] - above[right]));
            row[x] = Math.Max(1, first + (across * (second - first)));
        }
    }

    private (int Before, int After, float Share) Between(int position, int count)
    {
        var at = ((position + 0.5f) / _block) - 0.5f; // in blocks, from the first block's centre
        var before = Math.Clamp((int)MathF.Floor(at), 0, count - 1);
        var after = Math.Min(before + 1, count - 1);
        return (before, after, Math.Clamp(at - before, 0, 1));
    }

    private float BlockPaper(GrayImage image, int left, int top, int[] histogram)
    {
        Array.Clear(histogram);
        var right = Math.Min(left + _block, image.Width);
        var bottom = Math.Min(top + _block, image.Height);
        for (var y = top; y < bottom; y++)
        {
            foreach (var pixel in image.Row(y)[left..right])
            {
                histogram[pixel]++;
            }
        }

        var above = (int)((1 - PaperPercentile) * (right - left) * (bottom - top)) + 1;
        var level = 256;
        while (above > 0)
        {
            level--;
            above -= histogram[level];
        }

        return level;
    }

    /// <summary>Replaces every block by a reduction of its neighbours, first along the rows, then along the columns.</summary>
    private void Filter(int radius, float[] scratch, Reduction reduce)
    {
        for (var row = 0; row < _rows; row++)
        {
            FilterLine(row * _columns, 1, _columns, radius, scratch, reduce);
        }

        for (var column = 0; column < _columns; column++)
        {
            FilterLine(column, _columns, _rows, radius, scratch, reduce);
        }
    }

    private void FilterLine(int start, int step, int count, int radius, float[] scratch, Reduction reduce)
    {
        for (var i = 0; i < count; i++)
        {
            scratch[i] = _brightness[start + (i * step)];
        }

        for (var i = 0; i < count; i++)
        {
            var from = Math.Max(0, i - radius);
            var to = Math.Min(count, i + radius + 1);
            _brightness[start + (i * step)] = reduce(scratch.AsSpan(from, to - from));
        }
    }

    private static float Largest(ReadOnlySpan<float> window)
    {
        var largest = window[0];
        foreach (var value in window)
        {
            largest = Math.Max(largest, value);
        }

        return largest;
    }

    private static float Smallest(ReadOnlySpan<float> window)
    {
        var smallest = window[0];
        foreach (var value in window)
        {
            smallest = Math.Min(smallest, value);
        }

        return smallest;
    }

    private static float Mean(ReadOnlySpan<float> window)
    {
        var sum = 0f;
        foreach (var value in window)
        {
            sum += value;
        }

        return sum / window.Length;
    }
}
