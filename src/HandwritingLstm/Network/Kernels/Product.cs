namespace HandwritingLstm.Network.Kernels;

/// <summary>Matrix products over packed weights: every layer's time goes here.</summary>
/// <remarks>
/// Weights [depth, columns] are packed in panels of 32 columns, each [depth, 32] without gaps (the last one may be 16 wide),
/// so that a tile reads them as one stream. Blocking after Goto and van de Geijn, "Anatomy of high-performance matrix
/// multiplication", ACM TOMS 34(3), 2008, section 4: a panel block stays in the first-level cache, the rows stream by.
/// </remarks>
internal static unsafe class Product
{
    /// <summary>Columns per panel.</summary>
    public const int PanelWidth = 32;

    // 192 × 32 floats are 24 KiB: a panel block stays in a first-level cache of 32 KiB beside the rows.
    private const int DepthBlock = 192;

    // Rows that pass by all panels before the next rows do: beside the weights in the second-level cache.
    private const int RowBlock = 192;

    /// <summary>C[rows, columns] (+)= A[rows, depth] · B[depth, columns].</summary>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="columns">Columns of B and C, a multiple of 16.</param>
    /// <param name="depth">Columns of A, rows of B.</param>
    /// <param name="a">A; its rows may overlap, as they do in a convolution.</param>
    /// <param name="aRow">Floats from one row of A to the next.</param>
    /// <param name="b">B in panels.</param>
    /// <param name="bPanel">Floats from one panel of B to the next.</param>
    /// <param name="bFirst">The row of B to begin with: A may be multiplied by a part of the packed weights.</param>
    /// <param name="c">C.</param>
    /// <param name="cRow">Floats from one row of C to the next.</param>
    /// <param name="accumulate">Whether C is added to, or overwritten.</param>
    public static void Multiply(
        int rows, int columns, int depth, float* a, nint aRow, float* b, nint bPanel, int bFirst, float* c, nint cRow, bool accumulate)
    {
        var blocks = Math.Max(1, (depth + DepthBlock - 1) / DepthBlock);
        var block = (depth + blocks - 1) / blocks; // equal ones: a short last one would load and store C for little work
        for (var row = 0; row < rows; row += RowBlock, a += RowBlock * aRow, c += RowBlock * cRow)
        {
            var panel = b;
            for (var column = 0; column < columns; column += PanelWidth, panel += bPanel)
            {
                var width = Math.Min(PanelWidth, columns - column);
                for (var k = 0; k < depth; k += block)
                {
                    ProductTiles.Rows(
                        Math.Min(RowBlock, rows - row), width, Math.Min(block, depth - k), a + k, aRow,
                        panel + ((nint)(bFirst + k) * width), width, c + column, cRow, accumulate || k > 0);
                }
            }
        }
    }

    /// <summary>C[rows, columns] += Aᵀ · B, the gradient of packed weights: A[depth, rows], B[depth, columns].</summary>
    /// <param name="rows">Rows of C: the weights' depth.</param>
    /// <param name="columns">Columns of B and C, a multiple of 16.</param>
    /// <param name="depth">Rows of A and B, over which is summed.</param>
    /// <param name="a">A, the layer's input.</param>
    /// <param name="aStep">Floats from one row of A to the next.</param>
    /// <param name="b">B, the gradient of the layer's output, not packed.</param>
    /// <param name="bStep">Floats from one row of B to the next.</param>
    /// <param name="c">C in panels.</param>
    /// <param name="cPanel">Floats from one panel of C to the next.</param>
    /// <param name="cFirst">The row of the packed weights to begin with.</param>
    public static void AddTransposed(
        int rows, int columns, int depth, float* a, nint aStep, float* b, nint bStep, float* c, nint cPanel, int cFirst)
    {
        var packing = GradientPacking.OfThisThread;
        for (var row = 0; row < rows; row += GradientPacking.Rows)
        {
            var height = Math.Min(GradientPacking.Rows, rows - row);
            for (var k = 0; k < depth; k += GradientPacking.Depth)
            {
                // A's block is the dear one to pack, so it serves all columns of B.
                var count = Math.Min(GradientPacking.Depth, depth - k);
                packing.PackRows(a + row + (k * aStep), aStep, height, count);
                for (var column = 0; column < columns; column += GradientPacking.Columns)
                {
                    var width = Math.Min(GradientPacking.Columns, columns - column);
                    var panels = packing.PackPanels(b + column + (k * bStep), bStep, width, count);
                    AddTransposedBlock(height, width, count, packing.PackedRows, panels, c + (column / PanelWidth * cPanel), cPanel, cFirst + row);
                }
            }
        }
    }

    private static void AddTransposedBlock(
        int rows, int columns, int depth, float* packedRows, float* panel, float* c, nint cPanel, int cFirst)
    {
        for (; columns > 0; columns -= PanelWidth, panel += depth * PanelWidth, c += cPanel)
        {
            var width = Math.Min(PanelWidth, columns);
            ProductTiles.Transposed(rows, width, depth, packedRows, panel, c + ((nint)cFirst * width));
        }
    }
}
