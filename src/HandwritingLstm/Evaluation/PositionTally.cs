using System.Globalization;

namespace HandwritingLstm.Evaluation;

/// <summary>Counts errors by the tenth of the line they are in; an insertion is where the truth's next character is.</summary>
/// <remarks>Lines with an empty truth have no places, and do not count.</remarks>
internal sealed class PositionTally
{
    private const int TenthCount = 10;

    private readonly EditCounts[] _counts = new EditCounts[TenthCount];

    /// <summary>The tenths, from the beginning of the line to its end in reading order.</summary>
    public IReadOnlyList<CharacterGroup> Groups =>
    [
        .. _counts.Select((counts, tenth) => new CharacterGroup(
            string.Create(CultureInfo.InvariantCulture, $"{tenth * 100 / TenthCount}–{(tenth + 1) * 100 / TenthCount} %"), counts)),
    ];

    /// <summary>Counts a line.</summary>
    public void Add(IReadOnlyList<EditOperation> operations, long truthLength)
    {
        if (truthLength == 0)
        {
            return;
        }

        var place = 0L;
        foreach (var operation in operations)
        {
            _counts[Math.Min(TenthCount - 1, place * TenthCount / truthLength)] += operation.Counts;
            place += operation.Kind == EditKind.Insertion ? 0 : 1;
        }
    }
}
