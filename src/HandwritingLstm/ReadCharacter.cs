namespace HandwritingLstm;

/// <summary>One character that was read, with where it stands and how sure the reading is of it.</summary>
/// <param name="Text">The character as the alphabet spells it: one label, in NFC.</param>
/// <param name="FirstColumn">The first network column that spells it, from 0.</param>
/// <param name="LastColumn">The last network column that spells it, inclusive.</param>
/// <param name="Probability">How probable it is that it is right, 0 to 1.</param>
public sealed record ReadCharacter(string Text, int FirstColumn, int LastColumn, float Probability)
{
    /// <summary>Left edge on the line image in pixels, once the recogniser has placed it; 0 before.</summary>
    public float Left { get; init; }

    /// <summary>Right edge on the line image in pixels (exclusive), once the recogniser has placed it; 0 before.</summary>
    public float Right { get; init; }
}
