namespace HandwritingLstm.Decoding;

/// <summary>A language model while it is made: the n-grams with their probabilities and backoff weights in full precision.</summary>
/// <remarks>From <see cref="LanguageModelTrainer.Estimate"/>; mixed by <see cref="LanguageModelMixture"/>, pruned by <see cref="LanguageModelPruning"/>.</remarks>
public sealed class NGramEstimates
{
    // What is left for characters that were never seen after a context, where rounding leaves nothing.
    private const double LeastShare = 1e-9;

    /// <summary>Estimates of some order.</summary>
    internal NGramEstimates(CharacterVocabulary vocabulary, int order)
    {
        Vocabulary = vocabulary;
        Probabilities = [.. Enumerable.Range(0, order).Select(_ => new Dictionary<ulong, double>())];
        Backoffs = [.. Enumerable.Range(0, order).Select(_ => new Dictionary<ulong, double>())];
    }

    /// <summary>The characters.</summary>
    public CharacterVocabulary Vocabulary { get; }

    /// <summary>The longest n-grams.</summary>
    public int Order => Probabilities.Length;

    /// <summary>Number of n-grams of all orders.</summary>
    public int Count => Probabilities.Sum(table => table.Count);

    /// <summary>The probability of the last character of an n-gram after the others, by order − 1.</summary>
    internal Dictionary<ulong, double>[] Probabilities { get; }

    /// <summary>The weight of shorter contexts after a context of 0, 1, … characters; 1 where there is none.</summary>
    internal Dictionary<ulong, double>[] Backoffs { get; }

    /// <summary>The model of these estimates, ready to be used and saved.</summary>
    public CharacterLanguageModel ToModel() => new(Vocabulary, NGramTrie.Of(this));

    /// <summary>The probability of an n-gram's last character after the others, backing off where the n-gram is not known.</summary>
    internal double Probability(ulong gram, int n)
    {
        var weight = 1.0;
        for (; n > 1; n--)
        {
            if (Probabilities[n - 1].TryGetValue(gram, out var found))
            {
                return weight * found;
            }

            weight *= Backoffs[n - 1].GetValueOrDefault(NGram.ContextOf(gram), 1);
            gram = NGram.Last(gram, n - 1);
        }

        return weight * Probabilities[0].GetValueOrDefault(gram, LeastShare);
    }

    /// <summary>Calls <paramref name="visit"/> with every n-gram that a text's characters end, as long as its beginning and the order allow.</summary>
    internal void Visit(string text, Action<ulong, int> visit)
    {
        var (gram, length) = ((ulong)CharacterVocabulary.Begin, 1);
        foreach (var character in Vocabulary.Encode(text))
        {
            if (character == CharacterVocabulary.Unknown)
            {
                (gram, length) = (0, 0);
                continue;
            }

            length = Math.Min(length + 1, Order);
            gram = NGram.Last((gram << 8) | character, length);
            visit(gram, length);
        }
    }

    /// <summary>Sets every backoff weight so that the probabilities after its context sum to one.</summary>
    internal void Renormalize()
    {
        for (var n = 2; n <= Order; n++)
        {
            var left = new Dictionary<ulong, (double Own, double Shorter)>();
            foreach (var (gram, probability) in Probabilities[n - 1])
            {
                var context = NGram.ContextOf(gram);
                var (own, shorter) = left.TryGetValue(context, out var sums) ? sums : (1, 1);
                left[context] = (own - probability, shorter - Probability(NGram.Last(gram, n - 1), n - 1));
            }

            Backoffs[n - 1].Clear();
            foreach (var (context, (own, shorter)) in left)
            {
                Backoffs[n - 1][context] = Math.Max(own, LeastShare) / Math.Max(shorter, LeastShare);
            }
        }
    }
}
