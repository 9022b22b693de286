using System.Runtime.InteropServices;

namespace HandwritingLstm.Segmentation;

/// <summary>A point on a page.</summary>
/// <param name="X">Pixels from the page's left edge; the centre of the first pixel is at 0.5.</param>
/// <param name="Y">Pixels from the page's top edge, downwards.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PagePoint(float X, float Y);
