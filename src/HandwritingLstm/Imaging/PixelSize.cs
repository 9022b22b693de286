using System.Runtime.InteropServices;

namespace HandwritingLstm.Imaging;

/// <summary>Width and height in pixels, as a file header claims them: not yet checked, perhaps 0.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PixelSize(long Width, long Height);
