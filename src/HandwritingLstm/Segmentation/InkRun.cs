using System.Runtime.InteropServices;

namespace HandwritingLstm.Segmentation;

/// <summary>Ink without a gap in one row.</summary>
/// <param name="Y">The row.</param>
/// <param name="Left">The first column.</param>
/// <param name="Right">The column after the last.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct InkRun(int Y, int Left, int Right)
{
    /// <summary>Number of pixels.</summary>
    public int Length => Right - Left;

    /// <summary>The column in the middle.</summary>
    public float Middle => (Left + Right) / 2f;
}
