namespace HandwritingLstm.Decoding;

/// <summary>Makes a language model small: the n-grams that tell least beyond shorter ones go.</summary>
/// <remarks>
/// Stolcke, "Entropy-based pruning of backoff language models", DARPA 1998, equation 8: an n-gram is worth what the model's
/// relative entropy would grow without it. All are judged by the whole model, not by what others leave of it.
/// </remarks>
public static class LanguageModelPruning
{
    // How often a line begins, as a share of characters; it weighs the contexts at the beginning.
    private const double BeginShare = 1.0 / 40;

    /// <summary>Keeps the most valuable n-grams; all single characters stay, and so do the contexts of what stays.</summary>
    /// <param name="estimates">The model.</param>
    /// <param name="most">How many n-grams to keep at most, but for single characters.</param>
    /// <returns>A smaller model, or the same where it is small enough.</returns>
    public static NGramEstimates Prune(NGramEstimates estimates, int most)
    {
        ArgumentNullException.ThrowIfNull(estimates);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        if (estimates.Count - estimates.Probabilities[0].Count <= most)
        {
            return estimates;
        }

        var values = Values(estimates);
        var threshold = Threshold(values, most);
        var pruned = new NGramEstimates(estimates.Vocabulary, estimates.Order);
        for (var n = 1; n <= estimates.Order; n++)
        {
            foreach (var (gram, probability) in estimates.Probabilities[n - 1])
            {
                if (n == 1 || values[n - 1][gram] > threshold)
                {
                    pruned.Probabilities[n - 1][gram] = probability;
                }
            }
        }

        pruned.Renormalize();
        return pruned;
    }

    // What each n-gram is worth, by order − 1; no less than the n-grams that begin with it.
    private static Dictionary<ulong, float>[] Values(NGramEstimates estimates)
    {
        var frequencies = Frequencies(estimates);
        var values = new Dictionary<ulong, float>[estimates.Order];
        for (var n = estimates.Order; n >= 2; n--)
        {
            var longer = n < estimates.Order ? values[n] : [];
            var left = Left(estimates, n);
            var own = new Dictionary<ulong, float>(estimates.Probabilities[n - 1].Count);
            foreach (var (gram, probability) in estimates.Probabilities[n - 1])
            {
                var context = NGram.ContextOf(gram);
                own[gram] = (float)(frequencies[n - 1].GetValueOrDefault(context) * Loss(probability, estimates.Probability(NGram.Last(gram, n - 1), n - 1), left[context]));
            }

            foreach (var (gram, value) in longer)
            {
                var context = NGram.ContextOf(gram);
                if (own.TryGetValue(context, out var worth) && worth < value)
                {
                    own[context] = value;
                }
            }

            values[n - 1] = own;
        }

        return values;
    }

    // What is left after each context of n − 1 characters for those never seen after it, and what shorter contexts give those.
    private static Dictionary<ulong, (double Own, double Shorter)> Left(NGramEstimates estimates, int n)
    {
        var left = new Dictionary<ulong, (double Own, double Shorter)>();
        foreach (var (gram, probability) in estimates.Probabilities[n - 1])
        {
            var context = NGram.ContextOf(gram);
            var (own, shorter) = left.TryGetValue(context, out var sums) ? sums : (1, 1);
            left[context] = (own - probability, shorter - estimates.Probability(NGram.Last(gram, n - 1), n - 1));
        }

        return left;
    }

    // How much the distribution after one context loses without an n-gram (Stolcke's equation 8 without the context's probability).
    private static double Loss(double probability, double shorter, (double Own, double Shorter) left)
    {
        var backoff = Math.Max(left.Own, 1e-12) / Math.Max(left.Shorter, 1e-12);
        var without = (Math.Max(left.Own, 0) + probability) / (Math.Max(left.Shorter, 0) + shorter);
        return -((probability * (Math.Log(shorter) + Math.Log(without) - Math.Log(probability))) + (Math.Max(left.Own, 0) * (Math.Log(without) - Math.Log(backoff))));
    }

    // How frequent every context is, by its number of characters.
    private static Dictionary<ulong, double>[] Frequencies(NGramEstimates estimates)
    {
        var frequencies = new Dictionary<ulong, double>[estimates.Order];
        frequencies[0] = new() { [0] = 1 };
        for (var n = 1; n < estimates.Order; n++)
        {
            frequencies[n] = new(estimates.Backoffs[n].Count);
            foreach (var context in estimates.Backoffs[n].Keys)
            {
                frequencies[n][context] = n == 1 && context == CharacterVocabulary.Begin
                    ? BeginShare
                    : frequencies[n - 1].GetValueOrDefault(NGram.ContextOf(context)) * estimates.Probability(context, n);
            }
        }

        return frequencies;
    }

    private static float Threshold(Dictionary<ulong, float>[] values, int most)
    {
        var all = values.Skip(1).SelectMany(order => order.Values).ToArray();
        Array.Sort(all);
        return all[all.Length - most - 1]; // there are more than most
    }
}
