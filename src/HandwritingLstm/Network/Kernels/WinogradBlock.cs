namespace HandwritingLstm.Network.Kernels;

/// <summary>The sizes of Winograd's blocks.</summary>
internal static class WinogradBlock
{
    /// <summary>Elements of a transformed tile.</summary>
    public const int Elements = 16;

    /// <summary>Tiles per block: transformed in and out, they stay in a second-level cache of 1 MiB at 128 channels.</summary>
    public const int Tiles = 36;

    /// <summary>Floats of scratch for a convolution between these channel counts.</summary>
    public static int ScratchLength(int inputStride, int outputStride) => Elements * Tiles * (inputStride + outputStride);
}
