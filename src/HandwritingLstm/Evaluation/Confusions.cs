namespace HandwritingLstm.Evaluation;

/// <summary>Which characters are read as which, counted along the alignments of truth and reading.</summary>
public sealed class Confusions
{
    /// <summary>Counts the errors of the given lines.</summary>
    /// <param name="lines">The lines; their sum of edits is the sum of the counts.</param>
    public Confusions(IEnumerable<LineComparison> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var counts = new Dictionary<(string Truth, string Reading), int>();
        foreach (var line in lines.Where(line => line.Rates.Characters.Edits > 0))
        {
            foreach (var operation in EditDistance.Align(line.Truth, line.Reading).Where(operation => operation.Kind != EditKind.Match))
            {
                var key = (operation.Truth, operation.Reading);
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        }

        All =
        [
            .. counts
                .Select(pair => new Confusion(pair.Key.Truth, pair.Key.Reading, pair.Value))
                .OrderByDescending(confusion => confusion.Count)
                .ThenBy(confusion => confusion.Truth, StringComparer.Ordinal)
                .ThenBy(confusion => confusion.Reading, StringComparer.Ordinal),
        ];
    }

    /// <summary>All errors, the most frequent first, then in ordinal order.</summary>
    public IReadOnlyList<Confusion> All { get; }
}
