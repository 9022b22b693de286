namespace HandwritingLstm.Evaluation;

/// <summary>What is read as what, counted along the alignments of truth and reading.</summary>
public sealed class Confusions
{
    internal Confusions(IReadOnlyDictionary<(string Truth, string Reading), int> counts) => All =
    [
        .. counts
            .Select(pair => new Confusion(pair.Key.Truth, pair.Key.Reading, pair.Value))
            .OrderByDescending(confusion => confusion.Count)
            .ThenBy(confusion => confusion.Truth, StringComparer.Ordinal)
            .ThenBy(confusion => confusion.Reading, StringComparer.Ordinal),
    ];

    /// <summary>All of them, the most frequent first, then in ordinal order.</summary>
    public IReadOnlyList<Confusion> All { get; }
}
