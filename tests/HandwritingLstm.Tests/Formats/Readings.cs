namespace HandwritingLstm.Tests.Formats;

/// <summary>Readings made in code.</summary>
internal static class Readings
{
    /// <summary>A reading whose characters all have one probability; character i stands at 10·i … 10·i + 8 pixels.</summary>
    public static LineReading Of(string text, float probability = 0.5f) =>
        new([.. text.Select((character, i) =>
            new ReadCharacter(character.ToString(), 2 * i, (2 * i) + 1, probability) { Left = 10 * i, Right = (10 * i) + 8 })]);
}
