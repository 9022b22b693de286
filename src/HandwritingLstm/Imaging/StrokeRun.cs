using System.Runtime.InteropServices;

namespace HandwritingLstm.Imaging;

/// <summary>Neighbouring stroke pixels of one row.</summary>
/// <param name="Start">The first column.</param>
/// <param name="End">The column after the last.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StrokeRun(int Start, int End)
{
    /// <summary>Number of pixels.</summary>
    public int Length => End - Start;
}
