namespace HandwritingLstm.Text;

/// <summary>How a character goes along with its neighbours: the classes of the bidirectional algorithm that scans show.</summary>
/// <remarks>Unicode Standard Annex 9, table 4; in brackets its names.</remarks>
internal enum BidirectionalKind
{
    /// <summary>Spaces and most punctuation [WS, ON, B, S, BN]: they go with what is around them.</summary>
    Neutral,

    /// <summary>Left to right [L].</summary>
    Left,

    /// <summary>Right to left [R].</summary>
    Right,

    /// <summary>Right to left, and European digits behind it are Arabic numbers [AL].</summary>
    ArabicLetter,

    /// <summary>A digit of Europe [EN].</summary>
    EuropeanNumber,

    /// <summary>A digit of Arabic, or a separator of such digits [AN].</summary>
    ArabicNumber,

    /// <summary>A sign between European digits [ES].</summary>
    EuropeanSeparator,

    /// <summary>What stands before or behind European digits [ET].</summary>
    EuropeanTerminator,

    /// <summary>A point, a comma, a slash, a colon [CS].</summary>
    CommonSeparator,

    /// <summary>A mark on the character before it [NSM].</summary>
    Mark,
}
