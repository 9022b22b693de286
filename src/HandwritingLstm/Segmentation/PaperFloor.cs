using HandwritingLstm.Imaging;

namespace HandwritingLstm.Segmentation;

/// <summary>The darkest paper near every place of a page: what is not darker is paper.</summary>
/// <remarks>
/// Where brighter and darker paper meet, such as at the edge of a sheet on a white ground, a threshold from the mean
/// of the neighbours takes the darker paper for ink. The darker of the two papers does not.
/// </remarks>
internal sealed class PaperFloor
{
    private const int Block = 24; // pixels: several strokes and the paper between them
    private const double PaperPercentile = 0.75; // at least a quarter of a block of writing is paper
    private const float Grain = 0.04f; // paper may be this much darker than its own brightness

    private readonly int _columns;
    private readonly byte[] _floor; // [rows, columns]

    /// <summary>Measures the paper of a page.</summary>
    public PaperFloor(GrayImage image)
    {
        _columns = (image.Width + Block - 1) / Block;
        var rows = (image.Height + Block - 1) / Block;
        var paper = new byte[_columns * rows];
        Span<int> histogram = stackalloc int[256];
        for (var i = 0; i < paper.Length; i++)
        {
            paper[i] = (byte)PaperEstimate.LevelOfBlock(image, i % _columns * Block, i / _columns * Block, Block, PaperPercentile, histogram);
        }

        _floor = new byte[paper.Length];
        for (var i = 0; i < paper.Length; i++)
        {
            var (column, row) = (i % _columns, i / _columns);
            var darkest = byte.MaxValue;
            for (var y = Math.Max(0, row - 1); y <= Math.Min(rows - 1, row + 1); y++)
            {
                for (var x = Math.Max(0, column - 1); x <= Math.Min(_columns - 1, column + 1); x++)
                {
                    darkest = Math.Min(darkest, paper[(y * _columns) + x]);
                }
            }

            _floor[i] = (byte)(darkest * (1 - Grain));
        }
    }

    /// <summary>Clears what is not darker than the paper in a row of strokes.</summary>
    /// <param name="y">The row.</param>
    /// <param name="pixels">The row's brightness.</param>
    /// <param name="strokes">The row's strokes.</param>
    public void Clear(int y, ReadOnlySpan<byte> pixels, Span<bool> strokes)
    {
        var floors = _floor.AsSpan(y / Block * _columns, _columns);
        for (var column = 0; column < floors.Length; column++)
        {
            for (var x = column * Block; x < Math.Min(pixels.Length, (column + 1) * Block); x++)
            {
                strokes[x] &= pixels[x] < floors[column];
            }
        }
    }
}
