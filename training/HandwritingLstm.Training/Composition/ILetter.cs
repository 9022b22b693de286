namespace HandwritingLstm.Training.Composition;

/// <summary>One letter of a line, as a hand wrote it: its strokes, or its part of a line image.</summary>
/// <typeparam name="TSelf">The kind of letter.</typeparam>
internal interface ILetter<TSelf>
    where TSelf : class, ILetter<TSelf>
{
    /// <summary>Its label.</summary>
    int Label { get; }

    /// <summary>Whether it was found; spaces have no ink.</summary>
    bool HasInk { get; }

    /// <summary>Whether it takes room from the letters beside it; a space without any cannot be written.</summary>
    bool HasRoom { get; }

    /// <summary>How large it is; only of letters that have ink.</summary>
    LetterShape Shape { get; }

    /// <summary>The same letter, which counts as not found.</summary>
    TSelf WithoutInk();

    /// <summary>How badly a letter goes on where another one ends, from 0.</summary>
    /// <param name="before">The letter before; null = the line begins.</param>
    /// <param name="after">The letter behind it.</param>
    static abstract float JointCost(TSelf? before, TSelf after);
}
