using System.Runtime.InteropServices;

namespace HandwritingLstm.Training.Synthesis;

/// <summary>HarfBuzz's <c>hb_glyph_info_t</c>: after shaping, which glyph stands for which characters.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct HarfBuzzGlyph
{
    /// <summary>The glyph's number in the font; 0 = the font has none.</summary>
    public readonly uint Glyph;

    private readonly uint _mask;

    /// <summary>Index of the first UTF-16 unit that it stands for.</summary>
    public readonly uint Cluster;

    private readonly uint _scratch1;
    private readonly uint _scratch2;
}
