using System.Runtime.InteropServices;
using System.Text;

namespace HandwritingLstm.Evaluation;

/// <summary>Counts how often the pairs and triples of characters in the truth were misread, spaces included.</summary>
internal sealed class NGramTally
{
    private const int Longest = 3;
    private const int BitsOfCodePoint = 21; // so that three make one key
    private const int LeastCount = 5; // rarer ones tell nothing of what is hard
    private const int MostGroups = 100;

    private readonly Dictionary<ulong, (int Count, int Errors)>[] _counts = [[], []]; // of pairs, of triples
    private readonly List<(int CodePoint, bool IsWrong, bool IsSplit)> _truth = [];

    /// <summary>The n-grams that occur often enough, those with the most errors first.</summary>
    public IReadOnlyList<NGramErrors> Groups =>
    [
        .. _counts
            .SelectMany((counts, index) => counts
                .Where(pair => pair.Value.Count >= LeastCount && pair.Value.Errors > 0)
                .Select(pair => new NGramErrors(Spell(pair.Key, index + 2), pair.Value.Count, pair.Value.Errors)))
            .OrderByDescending(group => group.ErrorCount)
            .ThenBy(group => group.Count)
            .ThenBy(group => group.Text, StringComparer.Ordinal)
            .Take(MostGroups),
    ];

    /// <summary>Counts a line.</summary>
    public void Add(IReadOnlyList<EditOperation> operations)
    {
        _truth.Clear();
        var isSplit = false;
        foreach (var operation in operations)
        {
            if (operation.Kind == EditKind.Insertion)
            {
                isSplit = true;
                continue;
            }

            _truth.Add((Rune.GetRuneAt(operation.Truth, 0).Value, operation.Kind != EditKind.Match, isSplit));
            isSplit = false;
        }

        for (var first = 0; first < _truth.Count; first++)
        {
            var key = (ulong)_truth[first].CodePoint;
            var isWrong = _truth[first].IsWrong;
            for (var length = 2; length <= Longest && first + length <= _truth.Count; length++)
            {
                var last = _truth[first + length - 1];
                key = (key << BitsOfCodePoint) | (uint)last.CodePoint;
                isWrong |= last.IsWrong || last.IsSplit;
                ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts[length - 2], key, out _);
                count = (count.Count + 1, count.Errors + (isWrong ? 1 : 0));
            }
        }
    }

    private static string Spell(ulong key, int length)
    {
        var text = "";
        for (var i = 0; i < length; i++, key >>= BitsOfCodePoint)
        {
            text = new Rune((uint)(key & ((1 << BitsOfCodePoint) - 1))) + text;
        }

        return text;
    }
}
