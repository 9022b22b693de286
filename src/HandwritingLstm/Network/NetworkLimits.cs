namespace HandwritingLstm.Network;

/// <summary>
/// The largest networks that a description may ask for: far above every published one,
/// and low enough that a mistyped or malicious description cannot exhaust the memory.
/// </summary>
public static class NetworkLimits
{
    /// <summary>Height of the line image in pixels; published systems use 32 to 128.</summary>
    public const int MaximumHeight = 1024;

    /// <summary>Rows or columns of a convolution's kernel.</summary>
    public const int MaximumKernel = 63;

    /// <summary>Columns of a pooling window; its rows are bounded by the height.</summary>
    public const int MaximumWindow = 64;

    /// <summary>Step of a convolution or a pooling in either direction.</summary>
    public const int MaximumStride = 64;

    /// <summary>Channels that a convolution makes.</summary>
    public const int MaximumChannels = 4096;

    /// <summary>Channels after the rows became channels.</summary>
    public const int MaximumCollapsedChannels = 65_536;

    /// <summary>Recurrent cells per direction.</summary>
    public const int MaximumUnits = 4096;

    /// <summary>Labels, blank included; enough for every character of Unicode's Basic Multilingual Plane.</summary>
    public const int MaximumLabels = 65_536;

    /// <summary>Layers, the output included.</summary>
    public const int MaximumLayers = 256;

    /// <summary>Weights of the whole network: 1 GiB of 32-bit floats.</summary>
    public const long MaximumWeights = 1L << 28;

    /// <summary>
    /// The narrowest line that still yields a column must not be wider than this; a whole line has some thousand columns.
    /// </summary>
    public const int MaximumMinimumWidth = 4096;

    /// <summary>
    /// The smallest dropout besides 0: less does nothing, and its shortest decimal form would need an exponent.
    /// </summary>
    public const float MinimumDropout = 0.001f;
}
