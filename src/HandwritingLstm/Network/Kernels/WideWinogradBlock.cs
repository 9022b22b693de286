namespace HandwritingLstm.Network.Kernels;

/// <summary>The sizes of the blocks of <see cref="WideWinograd{T}"/>.</summary>
internal static class WideWinogradBlock
{
    /// <summary>Rows and columns of a transformed tile, and of the pixels it is made of.</summary>
    public const int Size = 6;

    /// <summary>Elements of a transformed tile.</summary>
    public const int Elements = Size * Size;

    /// <summary>Rows and columns of outputs that a tile gives.</summary>
    public const int Outputs = 4;

    /// <summary>Elements that are worked on together: two rows of a transformed tile.</summary>
    public const int PairElements = 2 * Size;

    // Two rows of elements of all tiles, in and out: what stays in a second-level cache of 1 MiB.
    private const int CacheFloats = 225_000;
    private const int MostTiles = 192; // few channels: more rows do not make a product faster
    private const int RowsOfTile = 12; // of the register tile: a block is a multiple of it

    /// <summary>Tiles of a block between these channel counts.</summary>
    public static int Tiles(int inputStride, int outputStride) =>
        Math.Clamp(CacheFloats / (PairElements * (inputStride + outputStride)) / RowsOfTile * RowsOfTile, RowsOfTile, MostTiles);

    /// <summary>Floats of scratch for a convolution between these channel counts.</summary>
    public static int ScratchLength(int inputStride, int outputStride) =>
        (PairElements * Tiles(inputStride, outputStride) * (inputStride + outputStride)) + (Elements * inputStride);
}
