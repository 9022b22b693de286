using System.Runtime.InteropServices;

namespace HandwritingLstm.Evaluation;

/// <summary>Where a character that was read stands on its line image; a small copy of <see cref="ReadCharacter"/>, as there are millions.</summary>
/// <param name="Text">The character as the alphabet spells it: one label, in NFC.</param>
/// <param name="Left">Left edge in pixels of the line image.</param>
/// <param name="Right">Right edge in pixels of the line image, exclusive.</param>
/// <param name="Probability">How probable it is, 0 to 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CharacterExtent(string Text, float Left, float Right, float Probability)
{
    /// <summary>The extents of a reading's characters, in its order.</summary>
    public static IReadOnlyList<CharacterExtent> Of(LineReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var extents = new CharacterExtent[reading.Characters.Count];
        for (var i = 0; i < extents.Length; i++)
        {
            var character = reading.Characters[i];
            extents[i] = new CharacterExtent(character.Text, character.Left, character.Right, character.Probability);
        }

        return extents;
    }
}
