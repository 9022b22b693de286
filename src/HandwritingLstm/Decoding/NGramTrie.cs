namespace HandwritingLstm.Decoding;

/// <summary>All n-grams of a model as a tree: an n-gram is a node, its first n − 1 characters are the parent.</summary>
/// <remarks>
/// Six bytes a node and four more in memory, which is a third of a hash table, and what is looked up one after another lies together.
/// Cf. Heafield, "KenLM: Faster and Smaller Language Model Queries", WMT 2011, section 3.2; ours begins with the oldest character.
/// </remarks>
internal sealed class NGramTrie
{
    private readonly NGramLevel[] _levels; // of order 1, 2, …

    /// <summary>A tree of some levels.</summary>
    /// <exception cref="FormatException">A level has not as many n-grams as the one before it says.</exception>
    public NGramTrie(NGramLevel[] levels)
    {
        for (var n = 1; n < levels.Length; n++)
        {
            if (levels[n - 1].ChildCount != levels[n].Count)
            {
                throw new FormatException(FormattableString.Invariant($"there are {levels[n].Count} n-grams of order {n + 1}, but {levels[n - 1].ChildCount} are expected"));
            }
        }

        _levels = levels;
    }

    /// <summary>The longest n-grams.</summary>
    public int Order => _levels.Length;

    /// <summary>Number of n-grams.</summary>
    public int Count => _levels.Sum(level => level.Count);

    /// <summary>The n-grams by order − 1.</summary>
    public IReadOnlyList<NGramLevel> Levels => _levels;

    /// <summary>The tree of estimates; they may lack contexts of their n-grams.</summary>
    public static NGramTrie Of(NGramEstimates estimates)
    {
        var sorted = Sorted(estimates);
        var levels = new NGramLevel[estimates.Order];
        for (var n = 1; n <= levels.Length; n++)
        {
            var grams = sorted[n - 1];
            var isLast = n == levels.Length;
            var childCounts = new byte[isLast ? 0 : grams.Length];
            for (int i = 0, child = 0; i < childCounts.Length; i++)
            {
                for (; child < sorted[n].Length && NGram.ContextOf(sorted[n][child]) == grams[i]; child++)
                {
                    childCounts[i]++;
                }
            }

            levels[n - 1] = new NGramLevel(
                [.. grams.Select(gram => (byte)gram)],
                [.. grams.Select(gram => NGramLevel.Quantize(Math.Log(ProbabilityOf(estimates, gram, n))))],
                isLast ? [] : [.. grams.Select(gram => NGramLevel.Quantize(Math.Log(estimates.Backoffs[n].GetValueOrDefault(gram, 1))))],
                childCounts);
        }

        return new NGramTrie(levels);
    }

    /// <summary>A node's child for a character; −1 where there is none.</summary>
    /// <param name="order">The order of the child, from 2.</param>
    /// <param name="node">The node, of one order less.</param>
    /// <param name="character">The last character.</param>
    public int Child(int order, int node, byte character)
    {
        var (first, end) = _levels[order - 2].Children(node);
        return _levels[order - 1].Find(first, end, character);
    }

    /// <summary>Every n-gram of an order with its node, in ascending order.</summary>
    public IEnumerable<(ulong Gram, int Node)> Grams(int order)
    {
        if (order == 1)
        {
            return Enumerable.Range(0, _levels[0].Count).Select(node => ((ulong)_levels[0].Characters[node], node));
        }

        return Grams(order - 1).SelectMany(parent =>
        {
            var (first, end) = _levels[order - 2].Children(parent.Node);
            return Enumerable.Range(first, end - first).Select(node => ((parent.Gram << 8) | _levels[order - 1].Characters[node], node));
        });
    }

    // The n-grams by order, ascending, with all contexts: in a tree a node needs its parent.
    private static ulong[][] Sorted(NGramEstimates estimates)
    {
        var sorted = new ulong[estimates.Order][];
        ulong[] contexts = [];
        for (var n = estimates.Order; n >= 1; n--)
        {
            var known = estimates.Probabilities[n - 1];
            var grams = new List<ulong>(known.Keys);
            grams.AddRange(contexts.Where(context => !known.ContainsKey(context)));
            if (n < estimates.Order)
            {
                grams.AddRange(estimates.Backoffs[n].Keys.Where(context => !known.ContainsKey(context)));
            }

            sorted[n - 1] = [.. grams.Distinct().Order()];
            contexts = n == 1 ? [] : [.. sorted[n - 1].Select(NGram.ContextOf).Distinct()];
        }

        return sorted;
    }

    // The beginning of a line is a context, but it is never predicted.
    private static double ProbabilityOf(NGramEstimates estimates, ulong gram, int n) =>
        n == 1 && gram == CharacterVocabulary.Begin ? double.Epsilon : estimates.Probability(gram, n);
}
