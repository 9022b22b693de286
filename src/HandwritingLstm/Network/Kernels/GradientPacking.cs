using System.Runtime.Intrinsics;

namespace HandwritingLstm.Network.Kernels;

/// <summary>A thread's copies of the blocks that a weight gradient multiplies, in the order in which its tiles read them.</summary>
/// <remarks>
/// Both factors are read across their rows, which lie some thousand bytes apart: a few sets of the first-level cache would
/// serve all of them. Packing after Goto and van de Geijn, ACM TOMS 34(3), 2008, section 4.2.
/// </remarks>
#pragma warning disable CA1001 // It lives as long as its thread; then the buffers free themselves.
internal sealed unsafe class GradientPacking
#pragma warning restore CA1001
{
    /// <summary>Rows of both factors packed at a time.</summary>
    public const int Depth = 192;

    /// <summary>Columns of A (rows of the gradient) packed at a time.</summary>
    public const int Rows = 384;

    /// <summary>Columns of B (columns of the gradient) packed at a time: with A's they and the gradient stay in the second-level cache.</summary>
    public const int Columns = 256;

    [ThreadStatic]
    private static GradientPacking? _ofThisThread;

    private readonly FloatBuffer _rows = new(Depth * Rows);
    private readonly FloatBuffer _panels = new(Depth * Columns);

    /// <summary>The calling thread's own.</summary>
    public static GradientPacking OfThisThread => _ofThisThread ??= new GradientPacking();

    /// <summary>The block of A as tile after tile, each [count, tile height].</summary>
    public float* PackedRows => _rows.Pointer;

    /// <summary>Packs a block of A.</summary>
    /// <param name="a">Its first row.</param>
    /// <param name="aStep">Floats from row to row.</param>
    /// <param name="rows">Columns of A to take, at most <see cref="Rows"/>.</param>
    /// <param name="count">Rows of A to take, at most <see cref="Depth"/>.</param>
    public void PackRows(float* a, nint aStep, int rows, int count)
    {
        var to = _rows.Pointer;
        while (rows > 0)
        {
            var height = TileHeight.For(rows, ProductTiles.LaneCount);
            var from = a;
            for (var k = 0; k < count; k++, from += aStep, to += height)
            {
                var r = 0;
                for (; r <= height - 4; r += 4)
                {
                    Vector128.Load(from + r).Store(to + r);
                }

                for (; r < height; r++)
                {
                    to[r] = from[r];
                }
            }

            rows -= height;
            a += height;
        }
    }

    /// <summary>Packs a block of B, unless it lies packed already.</summary>
    /// <param name="b">Its first row.</param>
    /// <param name="bStep">Floats from row to row.</param>
    /// <param name="columns">Columns to take, a multiple of 16, at most <see cref="Columns"/>.</param>
    /// <param name="count">Rows to take, at most <see cref="Depth"/>.</param>
    /// <returns>The block as panel after panel, each [count, 32], the last one maybe [count, 16].</returns>
    public float* PackPanels(float* b, nint bStep, int columns, int count)
    {
        if (bStep == columns && columns <= Product.PanelWidth)
        {
            return b;
        }

        // Row by row, which the processor reads ahead, though a panel's rows are written apart.
        for (var k = 0; k < count; k++, b += bStep)
        {
            var column = 0;
            var panel = _panels.Pointer;
            for (; column <= columns - Product.PanelWidth; column += Product.PanelWidth, panel += count * Product.PanelWidth)
            {
                Copy(b + column, panel + (k * Product.PanelWidth));
                Copy(b + column + ChannelLayout.Vector, panel + (k * Product.PanelWidth) + ChannelLayout.Vector);
            }

            if (column < columns)
            {
                Copy(b + column, panel + (k * ChannelLayout.Vector));
            }
        }

        return _panels.Pointer;
    }

    private static void Copy(float* from, float* to) => Vector512.Load(from).Store(to);
}
