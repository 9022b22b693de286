using System.Runtime.InteropServices;

namespace HandwritingLstm.Imaging;

/// <summary>What a file header claims about one page: not yet checked.</summary>
/// <param name="Width">Width in pixels as stored, perhaps 0.</param>
/// <param name="Height">Height in pixels as stored, perhaps 0.</param>
/// <param name="Orientation">How to turn the decoded pixels: EXIF 1 (upright) to 8.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ImagePage(long Width, long Height, int Orientation = 1)
{
    /// <summary>Bits of a pixel where the page is grey and 0 is white; 0 where it is not.</summary>
    public int GreyBitsFromWhite { get; init; }
}
