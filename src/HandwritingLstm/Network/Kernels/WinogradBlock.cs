namespace HandwritingLstm.Network.Kernels;

/// <summary>The sizes of Winograd's blocks.</summary>
internal static class WinogradBlock
{
    /// <summary>Elements of a transformed tile.</summary>
    public const int Elements = 16;

    /// <summary>Rows of a transformed tile, and elements of a row.</summary>
    public const int Rows = 4;

    /// <summary>Tiles per block: one row of their elements, in and out, stays in a second-level cache of 1 MiB beside its weights.</summary>
    public const int Tiles = 96;

    /// <summary>Floats of scratch for a convolution between these channel counts.</summary>
    public static int ScratchLength(int inputStride, int outputStride) => Rows * Tiles * (inputStride + outputStride);
}
