using System.Runtime.InteropServices;

namespace HandwritingLstm.Training.Synthesis;

/// <summary>HarfBuzz's <c>hb_glyph_position_t</c>: where a glyph stands and where the next one begins, in font units, y upwards.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct HarfBuzzPosition
{
    /// <summary>From this glyph to the next, along the line.</summary>
    public readonly int AdvanceX;

    private readonly int _advanceY;

    /// <summary>From the pen to the glyph.</summary>
    public readonly int OffsetX;

    /// <summary>From the pen to the glyph, upwards.</summary>
    public readonly int OffsetY;

    private readonly uint _scratch;
}
