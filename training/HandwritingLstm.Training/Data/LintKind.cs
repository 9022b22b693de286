namespace HandwritingLstm.Training.Data;

/// <summary>Why a line cannot be used.</summary>
public enum LintKind
{
    /// <summary>The text is empty.</summary>
    EmptyText,

    /// <summary>The text has a character that the alphabet lacks.</summary>
    UnknownCharacter,

    /// <summary>The image is missing, damaged, or shows nothing.</summary>
    UnreadableImage,

    /// <summary>The normalised line is wider than allowed.</summary>
    Oversized,

    /// <summary>The network gives fewer columns than CTC needs for the text.</summary>
    TooNarrow,

    /// <summary>A model reads something else, or nothing where the text begins or ends.</summary>
    DoubtfulText,
}
