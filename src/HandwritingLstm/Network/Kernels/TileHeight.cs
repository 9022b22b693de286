namespace HandwritingLstm.Network.Kernels;

/// <summary>How many rows the next register tile takes.</summary>
internal static class TileHeight
{
    /// <summary>The tallest tile whose rest is not awkwardly thin: 16 rows are better as 8 + 8 than as 12 + 4.</summary>
    /// <param name="rows">Rows that are left, at least 1.</param>
    /// <param name="lanes">Lanes of a vector: AVX-512 has registers for 12 rows, others for 6.</param>
    public static int For(int rows, int lanes) => lanes == Lanes512.Count
        ? rows switch
        {
            16 or 14 or 10 or 9 or 8 => 8,
            >= 12 => 12,
            >= 6 => 6,
            >= 4 => 4,
            >= 2 => 2,
            _ => 1,
        }
        : rows switch
        {
            8 => 4,
            >= 6 => 6,
            >= 4 => 4,
            >= 2 => 2,
            _ => 1,
        };
}
