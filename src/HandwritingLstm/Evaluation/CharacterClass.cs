namespace HandwritingLstm.Evaluation;

/// <summary>What kind of character it is, as far as it matters to reading it.</summary>
public enum CharacterClass
{
    /// <summary>A small letter without a diacritic.</summary>
    SmallLetter,

    /// <summary>A capital without a diacritic.</summary>
    Capital,

    /// <summary>A small letter or a capital with a diacritic, such as é.</summary>
    AccentedLetter,

    /// <summary>A letter of a script without capitals.</summary>
    OtherLetter,

    /// <summary>A digit or another number.</summary>
    Digit,

    /// <summary>Punctuation.</summary>
    Punctuation,

    /// <summary>A symbol, such as + or €.</summary>
    Symbol,

    /// <summary>A combining mark that no letter has taken up.</summary>
    Mark,

    /// <summary>White space.</summary>
    Space,

    /// <summary>Anything else, such as a control character.</summary>
    Other,
}
