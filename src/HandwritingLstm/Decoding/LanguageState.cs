using System.Runtime.InteropServices;

namespace HandwritingLstm.Decoding;

/// <summary>What the language makes of a text: its weight so far, and what the next character depends on.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct LanguageState
{
    /// <summary>What language model and bonus add to the log probability of the text.</summary>
    public double Weight;

    /// <summary>The characters before the next one.</summary>
    public ulong Context;
}
