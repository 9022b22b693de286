using System.Globalization;
using System.Text;

namespace HandwritingLstm.Evaluation;

/// <summary>Counts errors by the class of the truth's character; an insertion by the class of what was inserted.</summary>
internal sealed class ClassTally
{
    private static readonly string[] _names =
    [
        "small letters", "capitals", "accented letters", "letters without case", "digits", "punctuation", "symbols", "marks", "spaces", "other",
    ];

    private readonly EditCounts[] _counts = new EditCounts[_names.Length];
    private readonly Dictionary<int, CharacterClass> _known = [];

    /// <summary>The classes that occur, in the order of <see cref="CharacterClass"/>.</summary>
    public IReadOnlyList<CharacterGroup> Groups =>
        [.. _names.Zip(_counts, (name, counts) => new CharacterGroup(name, counts)).Where(group => group.Counts != default)];

    /// <summary>Counts a line.</summary>
    public void Add(IReadOnlyList<EditOperation> operations)
    {
        foreach (var operation in operations)
        {
            var index = (int)ClassOf(Rune.GetRuneAt(operation.Kind == EditKind.Insertion ? operation.Reading : operation.Truth, 0));
            _counts[index] += operation.Counts;
        }
    }

    /// <summary>The class of a character.</summary>
    internal static CharacterClass Classify(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter when IsAccented(rune) =>
            CharacterClass.AccentedLetter,
        UnicodeCategory.LowercaseLetter => CharacterClass.SmallLetter,
        UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => CharacterClass.Capital,
        UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter => CharacterClass.OtherLetter,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => CharacterClass.Digit,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => CharacterClass.Mark,
        _ when Rune.IsPunctuation(rune) => CharacterClass.Punctuation,
        _ when Rune.IsSymbol(rune) => CharacterClass.Symbol,
        _ when Rune.IsWhiteSpace(rune) => CharacterClass.Space,
        _ => CharacterClass.Other,
    };

    private static bool IsAccented(Rune rune) => !rune.IsAscii && rune.ToString().Normalize(NormalizationForm.FormD).Length > rune.Utf16SequenceLength;

    private CharacterClass ClassOf(Rune rune)
    {
        if (!_known.TryGetValue(rune.Value, out var found))
        {
            _known[rune.Value] = found = Classify(rune);
        }

        return found;
    }
}
