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
            context = Shortened((context << 8) | character, length);
            CollectionsMarshal.GetValueRefOrAddDefault(_counts[length - 1], context, out _)++;
        }
    }

    /// <summary>The model of all lines so far.</summary>
    /// <exception cref="RecognitionException">There was no text.</exception>
    public CharacterLanguageModel Train()
    {
        var adjusted = Adjusted();
        if (adjusted[0].Count == 0)
        {
            throw new RecognitionException("The text has no character that the language model knows; name a file with text.");
        }

        var probabilities = new Dictionary<ulong, double>[_order];
        var backoffs = new Dictionary<ulong, double>[_order]; // of contexts of 0, 1, … characters
        for (var n = 1; n <= _order; n++)
        {
            var discount = Discount.Of(adjusted[n - 1].Values);
            backoffs[n - 1] = Backoffs(adjusted[n - 1], discount, out var totals);
            probabilities[n - 1] = new Dictionary<ulong, double>(adjusted[n - 1].Count);
            foreach (var (gram, count) in adjusted[n - 1])
            {
                var context = ContextOf(gram);
                var shorter = n == 1 ? 1.0 / _vocabulary.Characters.Count : Probability(probabilities, backoffs, Shortened(gram, n - 1), n - 1);
                probabilities[n - 1][gram] = ((count - discount.For(count)) / totals[context]) + (backoffs[n - 1][context] * shorter);
            }
        }

        return ToModel(probabilities, backoffs);
    }

    // The probability of an n-gram's last character after the others, backing off where the n-gram was not seen.
    private static double Probability(Dictionary<ulong, double>[] probabilities, Dictionary<ulong, double>[] backoffs, ulong gram, int n)
    {
        var weight = 1.0;
        for (; n > 1; n--)
        {
            if (probabilities[n - 1].TryGetValue(gram, out var found))
            {
                return weight * found;
            }

            weight *= backoffs[n - 1].GetValueOrDefault(ContextOf(gram), 1);
            gram = Shortened(gram, n - 1);
        }

        return weight * probabilities[0][gram];
    }

    private static ulong ContextOf(ulong gram) => gram >> 8;

    // The last n characters.
    private static ulong Shortened(ulong gram, int n) => gram & (ulong.MaxValue >> (8 * (CharacterLanguageModel.MaximumOrder - n)));

    private static bool BeginsLine(ulong gram, int n) => (gram >> (8 * (n - 1))) == CharacterVocabulary.Begin;

    private static Dictionary<ulong, double> Backoffs(Dictionary<ulong, int> grams, Discount discount, out Dictionary<ulong, double> totals)
    {
        totals = [];
        var held = new Dictionary<ulong, double>();
        foreach (var (gram, count) in grams)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(totals, ContextOf(gram), out _) += count;
            CollectionsMarshal.GetValueRefOrAddDefault(held, ContextOf(gram), out _) += discount.For(count);
        }

        foreach (var (context, total) in totals)
        {
            held[context] /= total;
        }

        return held;
    }

    // Adjusted counts by order: continuations for lower orders, occurrences for the highest and at the beginning of a line.
    private Dictionary<ulong, int>[] Adjusted()
    {
        var adjusted = new Dictionary<ulong, int>[_order];
        adjusted[_order - 1] = new Dictionary<ulong, int>(_counts[_order - 1]);
        for (var n = _order - 1; n >= 1; n--)
        {
            var continued = new Dictionary<ulong, int>();
            foreach (var gram in adjusted[n].Keys)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(continued, Shortened(gram, n), out _)++;
            }

            foreach (var (gram, count) in _counts[n - 1])
            {
                ref var value = ref CollectionsMarshal.GetValueRefOrAddDefault(continued, gram, out _);
                value = BeginsLine(gram, n) ? count : Math.Max(value, 1);
            }

            adjusted[n - 1] = continued;
        }

        return adjusted;
    }

    private CharacterLanguageModel ToModel(Dictionary<ulong, double>[] probabilities, Dictionary<ulong, double>[] backoffs)
    {
        var tables = new NGramTable[_order];
        for (var n = 1; n <= _order; n++)
        {
            // Begin is never predicted, but it is a context with a weight.
            var begin = (ulong)CharacterVocabulary.Begin;
            var hasBegin = n == 1 && _order > 1 && backoffs[1].ContainsKey(begin);
            tables[n - 1] = new NGramTable(probabilities[n - 1].Count + (hasBegin ? 1 : 0));
            foreach (var (gram, probability) in probabilities[n - 1])
            {
                var backoff = n < _order ? backoffs[n].GetValueOrDefault(gram, 1) : 1;
                tables[n - 1].Set(gram, (float)Math.Log(probability), (float)Math.Log(backoff));
            }

            if (hasBegin)
            {
                tables[0].Set(begin, -26, (float)Math.Log(backoffs[1][begin]));
            }
        }

        return new CharacterLanguageModel(_vocabulary, tables);
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
