namespace HandwritingLstm;

/// <summary>What was read on one line: its text, how sure we are of it, and its characters.</summary>
/// <param name="characters">The characters in logical (reading) order.</param>
public sealed class LineReading(IReadOnlyList<ReadCharacter> characters)
{
    /// <summary>The characters in logical (reading) order.</summary>
    public IReadOnlyList<ReadCharacter> Characters { get; } = characters;

    /// <summary>The text of the line in NFC.</summary>
    public string Text { get; } = string.Concat(characters.Select(character => character.Text));

    /// <summary>
    /// How sure the reading is, 0 to 1: the geometric mean of the characters' probabilities; 0 for an empty reading.
    /// </summary>
    public float Confidence { get; } = characters.Count == 0 ? 0 : MathF.Exp(MeanLogProbability(characters));

    /// <summary>The most probable texts, the best (that of this reading) first; empty unless a beam search was asked for them.</summary>
    public IReadOnlyList<TextAlternative> Alternatives { get; init; } = [];

    private static float MeanLogProbability(IReadOnlyList<ReadCharacter> characters)
    {
        var sum = 0.0;
        foreach (var character in characters)
        {
            sum += MathF.Log(MathF.Max(character.Probability, 1e-30f));
        }

        return (float)(sum / characters.Count);
    }
}
