using System.Runtime.InteropServices;

namespace HandwritingLstm.Network;

/// <summary>How the channels of a pixel or column lie in memory: groups, each padded to whole vectors with zeros.</summary>
/// <remarks>
/// Padding lets every kernel work on whole vectors of 16 whatever the channel count. It takes care of itself: padded
/// inputs are 0 and meet weights of 0, so that neither values nor gradients ever leave 0.
/// </remarks>
/// <param name="Groups">Groups, such as the two directions of a recurrent layer.</param>
/// <param name="Size">Channels per group.</param>
/// <param name="PaddedSize">Floats per group.</param>
/// <param name="Stride">Floats from one pixel or column to the next.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChannelLayout(int Groups, int Size, int PaddedSize, int Stride)
{
    /// <summary>Floats in the widest vector; every stride but the image's is a multiple of it.</summary>
    public const int Vector = 16;

    /// <summary>The image: one channel, one float.</summary>
    public static ChannelLayout Image => new(1, 1, 1, 1);

    /// <summary>Number of channels.</summary>
    public int Count => Groups * Size;

    /// <summary>Groups of channels, each padded to whole vectors.</summary>
    public static ChannelLayout Of(int size, int groups = 1) => new(groups, size, Padded(size), groups * Padded(size));

    /// <summary>Rounds up to whole vectors.</summary>
    public static int Padded(int size) => (size + Vector - 1) / Vector * Vector;

    /// <summary>Where a part of a unit lies, such as one of its gates, if the parts of 16 units lie together, then those of the next 16.</summary>
    /// <param name="part">The part.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="parts">Parts of a unit.</param>
    public static int Interleaved(int part, int unit, int parts) => (((unit / Vector * parts) + part) * Vector) + (unit % Vector);

    /// <summary>Where a channel lies.</summary>
    public int Offset(int channel) => (channel / Size * PaddedSize) + (channel % Size);
}
