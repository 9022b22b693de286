using System.Globalization;
using System.Runtime.InteropServices;

namespace HandwritingLstm.Decoding;

/// <summary>Estimates a character language model from lines of text: interpolated modified Kneser–Ney.</summary>
/// <remarks>
/// Chen and Goodman, "An empirical study of smoothing techniques for language modeling", Computer Speech and Language 13,
/// 1999, section 3, equations 26 to 29. N-grams of lower orders count how many different characters stood before them;
/// those at the beginning of a line, which have none before them, count themselves.
/// </remarks>
public sealed class LanguageModelTrainer
{
    private readonly int _order;
    private readonly CharacterVocabulary _vocabulary;
    private readonly Dictionary<ulong, int>[] _counts; // of the longest n-gram at each character, by length − 1

    /// <summary>A trainer that has seen no text.</summary>
    /// <param name="vocabulary">The characters; lines are cut where another one stands.</param>
    /// <param name="order">The longest n-grams, 1 to 8.</param>
    public LanguageModelTrainer(CharacterVocabulary vocabulary, int order)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        if (order is < 1 or > CharacterLanguageModel.MaximumOrder)
        {
            throw new RecognitionException(string.Create(
                CultureInfo.InvariantCulture, $"The order of the language model is {order}; expected 1 to {CharacterLanguageModel.MaximumOrder}."));
        }

        _vocabulary = vocabulary;
        _order = order;
        _counts = [.. Enumerable.Range(0, order).Select(_ => new Dictionary<ulong, int>())];
    }

    /// <summary>Counts the n-grams of a line.</summary>
    public void Add(string line)
    {
        var context = (ulong)CharacterVocabulary.Begin;
        var length = 1;
        foreach (var character in _vocabulary.Encode(line))
        {
            if (character == CharacterVocabulary.Unknown)
            {
                (context, length) = (0, 0);
                continue;
            }

            length = Math.Min(length + 1, _order);
            context = NGram.Last((context << 8) | character, length);
            CollectionsMarshal.GetValueRefOrAddDefault(_counts[length - 1], context, out _)++;
        }
    }

    /// <summary>The model of all lines so far.</summary>
    /// <exception cref="RecognitionException">There was no text.</exception>
    public CharacterLanguageModel Train() => Estimate().ToModel();

    /// <summary>The model of all lines so far, to be mixed with others or pruned.</summary>
    /// <exception cref="RecognitionException">There was no text.</exception>
    public NGramEstimates Estimate()
    {
        var adjusted = Adjusted();
        if (adjusted[0].Count == 0)
        {
            throw new RecognitionException("The text has no character that the language model knows; name a file with text.");
        }

        var estimates = new NGramEstimates(_vocabulary, _order);
        for (var n = 1; n <= _order; n++)
        {
            var discount = Discount.Of(adjusted[n - 1].Values);
            var backoffs = estimates.Backoffs[n - 1];
            var probabilities = estimates.Probabilities[n - 1];
            var totals = Backoffs(adjusted[n - 1], discount, backoffs);
            probabilities.EnsureCapacity(adjusted[n - 1].Count);
            foreach (var (gram, count) in adjusted[n - 1])
            {
                var context = NGram.ContextOf(gram);
                var shorter = n == 1 ? 1.0 / _vocabulary.Characters.Count : estimates.Probability(NGram.Last(gram, n - 1), n - 1);
                probabilities[gram] = ((count - discount.For(count)) / totals[context]) + (backoffs[context] * shorter);
            }

            adjusted[n - 1] = []; // tens of millions of n-grams want their memory back
        }

        return estimates;
    }

    // Writes what is held back after each context, and returns how often the context was counted.
    private static Dictionary<ulong, double> Backoffs(Dictionary<ulong, int> grams, Discount discount, Dictionary<ulong, double> held)
    {
        var totals = new Dictionary<ulong, double>();
        foreach (var (gram, count) in grams)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(totals, NGram.ContextOf(gram), out _) += count;
            CollectionsMarshal.GetValueRefOrAddDefault(held, NGram.ContextOf(gram), out _) += discount.For(count);
        }

        foreach (var (context, total) in totals)
        {
            held[context] /= total;
        }

        return totals;
    }

    // Adjusted counts by order: continuations for lower orders, occurrences for the highest and at the beginning of a line.
    private Dictionary<ulong, int>[] Adjusted()
    {
        var adjusted = new Dictionary<ulong, int>[_order];
        adjusted[_order - 1] = _counts[_order - 1];
        for (var n = _order - 1; n >= 1; n--)
        {
            var continued = new Dictionary<ulong, int>();
            foreach (var gram in adjusted[n].Keys)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(continued, NGram.Last(gram, n), out _)++;
            }

            foreach (var (gram, count) in _counts[n - 1])
            {
                ref var value = ref CollectionsMarshal.GetValueRefOrAddDefault(continued, gram, out _);
                value = NGram.BeginsLine(gram, n) ? count : Math.Max(value, 1);
            }

            adjusted[n - 1] = continued;
        }

        return adjusted;
    }

    /// <summary>What is taken from a count of 1, of 2, and of 3 or more.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Discount(double One, double Two, double Three)
    {
        /// <summary>The discounts of an order, from how many n-grams were counted once to four times.</summary>
        public static Discount Of(IEnumerable<int> counts)
        {
            var t = new double[5];
            foreach (var count in counts.Where(count => count is >= 1 and <= 4))
            {
                t[count]++;
            }

            if (t[1] == 0 || t[2] == 0 || t[3] == 0 || t[4] == 0)
            {
                return new Discount(0.5, 1, 1.5); // too little text for an estimate
            }

            var y = t[1] / (t[1] + (2 * t[2]));
            return new Discount(
                Math.Clamp(1 - (2 * y * t[2] / t[1]), 0.05, 0.95),
                Math.Clamp(2 - (3 * y * t[3] / t[2]), 0.05, 1.95),
                Math.Clamp(3 - (4 * y * t[4] / t[3]), 0.05, 2.95));
        }

        public double For(int count) => count switch { 1 => One, 2 => Two, _ => Three };
    }
}
