using System.Runtime.InteropServices;

namespace HandwritingLstm.Decoding;

/// <summary>What the language makes of a text: its weight so far, and what the next character depends on.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct LanguageState
{
    /// <summary>What language model, lexicon and bonus add to the log probability of the text.</summary>
    public double Weight;

    /// <summary>The characters before the next one.</summary>
    public LanguageContext Context;

    /// <summary>The language model's log probability of the word that the text ends in.</summary>
    public double WordLog;

    /// <summary>Where in the lexicon's tree that word stands: 0 = between words, −1 = it is no beginning of a word there.</summary>
    public int WordNode;

    /// <summary>The word before that word; −1 = none, or not in the lexicon.</summary>
    public int PreviousWord;
}
