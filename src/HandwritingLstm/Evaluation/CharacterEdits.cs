using System.Runtime.InteropServices;
using HandwritingLstm.Text;

namespace HandwritingLstm.Evaluation;

/// <summary>Says of every character that was read, with its place on the image, whether it is right.</summary>
internal static class CharacterEdits
{
    /// <summary>The characters of a line in the order of the reading; none where their places are not known.</summary>
    public static IEnumerable<Character> Of(LineComparison line)
    {
        // Labels in a row may compose to fewer code points than they have: then no code point belongs to one label.
        if (line.Characters.Count == 0 || line.Characters.Sum(extent => TextNormalizer.CodePoints(extent.Text).Length) is var count &&
            count != TextNormalizer.CodePoints(line.Reading).Length)
        {
            yield break;
        }

        var read = EditDistance.Align(line.Truth, line.Reading).Where(operation => operation.Kind != EditKind.Deletion).ToList();
        var next = 0;
        foreach (var extent in line.Characters)
        {
            var length = TextNormalizer.CodePoints(extent.Text).Length;
            var steps = read.GetRange(next, length);
            next += length;
            yield return new Character(
                extent, steps.Exists(step => step.Kind != EditKind.Match), string.Concat(steps.Select(step => step.Truth)));
        }
    }

    /// <summary>A character that was read.</summary>
    /// <param name="Extent">Where it stands.</param>
    /// <param name="IsWrong">Whether it is not in the truth at this place.</param>
    /// <param name="Truth">What the truth has in its place; may be empty.</param>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Character(CharacterExtent Extent, bool IsWrong, string Truth);
}
