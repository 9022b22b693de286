using System.Numerics.Tensors;

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
    private readonly float[] _above; // [width]: the row of blocks above the pixels read last …
    private readonly float[] _below; // … and the one below
    private int _upper = -1;

    /// <summary>Estimates the paper of an image.</summary>
    public PaperEstimate(GrayImage image)
    {
        // An eighth of a line's height: several strokes and the paper between them.
        _block = Math.Clamp(Math.Min(image.Width, image.Height) / 8, 4, 32);
        _columns = (image.Width + _block - 1) / _block;
        _rows = (image.Height + _block - 1) / _block;
        _brightness = new float[_columns * _rows];
        _above = new float[image.Width];
        _below = new float[image.Width];
        var histogram = new int[256];
        for (var row = 0; row < _rows; row++)
        {
            for (var column = 0; column < _columns; column++)
            {
                _brightness[(row * _columns) + column] = LevelOfBlock(image, column * _block, row * _block, _block, PaperPercentile, histogram);
            }
        }

        var scratch = new float[Math.Max(_columns, _rows)];
        Filter(ClosingRadius, scratch, static window => Largest(window));
        Filter(ClosingRadius, scratch, static window => Smallest(window));
        Filter(SmoothingRadius, scratch, static window => Mean(window));
    }

    private delegate float Reduction(ReadOnlySpan<float> window);

    /// <summary>Writes the paper's brightness along row <paramref name="y"/>, 1 to 255.</summary>
    /// <param name="y">The row of pixels; cheapest when rows are read from the top.</param>
    /// <param name="row">Receives one value per pixel, shape [width].</param>
    public void ReadRow(int y, Span<float> row)
    {
        var (upper, lower, share) = Between(y, _rows);
        if (upper != _upper)
        {
            _upper = upper;
            Widen(upper, _above);
            Widen(lower, _below);
        }

        // above + share · (below − above)
        TensorPrimitives.Subtract(_below, _above, row);
        TensorPrimitives.MultiplyAdd(row, share, _above, row);
    }

    /// <summary>The grey level that a share of a block's pixels does not exceed.</summary>
    /// <param name="image">The image; a block at its edge is cut.</param>
    /// <param name="left">The block's first column.</param>
    /// <param name="top">The block's first row.</param>
    /// <param name="block">Pixels on a side.</param>
    /// <param name="percentile">The share, 0 to 1.</param>
    /// <param name="histogram">Scratch, 256 levels.</param>
    internal static int LevelOfBlock(GrayImage image, int left, int top, int block, double percentile, Span<int> histogram)
    {
        histogram.Clear();
        var right = Math.Min(left + block, image.Width);
        var bottom = Math.Min(top + block, image.Height);
        for (var y = top; y < bottom; y++)
        {
            foreach (var pixel in image.Row(y)[left..right])
            {
                histogram[pixel]++;
            }
        }

        var above = (int)((1 - percentile) * (right - left) * (bottom - top)) + 1;
        var level = 256;
        while (above > 0)
        {
            level--;
            above -= histogram[level];
        }

        return level;
    }

    /// <summary>One row of blocks → one value per pixel.</summary>
    private void Widen(int blockRow, float[] row)
    {
        var blocks = _brightness.AsSpan(blockRow * _columns, _columns);
        for (var x = 0; x < row.Length; x++)
        {
            var (before, after, share) = Between(x, _columns);
            row[x] = Math.Max(1, blocks[before] + (share * (blocks[after] - blocks[before])));
        }
    }

    private (int Before, int After, float Share) Between(int position, int count)
    {
        var at = Math.Max(0, ((position + 0.5f) / _block) - 0.5f); // in blocks, from the first block's centre
        var before = Math.Min((int)at, count - 1);
        return (before, Math.Min(before + 1, count - 1), at - before);
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
