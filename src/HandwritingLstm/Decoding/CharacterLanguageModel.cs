namespace HandwritingLstm.Decoding;

/// <summary>How probable a character is after those before it: an n-gram model of characters with backoff.</summary>
/// <remarks>Trained by <see cref="LanguageModelTrainer"/>; files: <see cref="LanguageModelFile"/>, <see cref="ArpaFile"/>.</remarks>
public sealed class CharacterLanguageModel
{
    /// <summary>The highest order.</summary>
    public const int MaximumOrder = 8;

    // What a character costs that the model has never seen: one in a million.
    private const float LogUnknown = -13.8f;

    private readonly NGramTrie _trie;
    private readonly int[] _unigrams = new int[byte.MaxValue + 1]; // 1 + the node of each character, 0 = none

    /// <summary>A model of some n-grams.</summary>
    internal CharacterLanguageModel(CharacterVocabulary vocabulary, NGramTrie trie)
    {
        Vocabulary = vocabulary;
        _trie = trie;
        foreach (var (gram, node) in trie.Grams(1))
        {
            _unigrams[gram] = node + 1;
        }

        LineBegin = Next(default, CharacterVocabulary.Begin);
    }

    /// <summary>The characters it knows.</summary>
    public CharacterVocabulary Vocabulary { get; }

    /// <summary>The longest n-grams it knows.</summary>
    public int Order => _trie.Order;

    /// <summary>Number of n-grams of all orders.</summary>
    public int Count => _trie.Count;

    /// <summary>What stands before the first character of a line.</summary>
    public LanguageContext LineBegin { get; }

    /// <summary>The n-grams.</summary>
    internal NGramTrie Trie => _trie;

    /// <summary>What stands before the next character, once a character has followed a context.</summary>
    public LanguageContext Next(in LanguageContext context, byte character)
    {
        _ = Step(context, character, out var next);
        return next;
    }

    /// <summary>The natural logarithm of a character's probability after a context.</summary>
    /// <param name="context">From <see cref="LineBegin"/> and <see cref="Next"/>.</param>
    /// <param name="character">Its number in the <see cref="Vocabulary"/>.</param>
    public float LogProbability(in LanguageContext context, byte character) => Step(context, character, out _);

    /// <summary>Both at once, for the price of one: the natural logarithm of a character's probability, and what stands behind it.</summary>
    /// <param name="context">From <see cref="LineBegin"/> and <see cref="Next"/>.</param>
    /// <param name="character">Its number in the <see cref="Vocabulary"/>.</param>
    /// <param name="next">What stands before the next character.</param>
    public float Step(in LanguageContext context, byte character, out LanguageContext next)
    {
        LanguageContext known = default; // not next itself, which may be the same variable as context
        var unigram = _unigrams[character];
        var log = unigram > 0 && character != CharacterVocabulary.Begin ? _trie.Levels[0].LogProbability(unigram - 1) : LogUnknown;
        if (Order > 1)
        {
            known[0] = unigram;
        }

        // Every longer n-gram that is known replaces what the shorter ones say; where it is not, its context has a weight.
        for (var length = 1; length < Order; length++)
        {
            var node = context[length - 1] - 1;
            if (node < 0)
            {
                continue;
            }

            var child = _trie.Child(length + 1, node, character);
            if (child < 0)
            {
                log += _trie.Levels[length - 1].LogBackoff(node);
                continue;
            }

            log = _trie.Levels[length].LogProbability(child);
            if (length < Order - 1)
            {
                known[length] = child + 1;
            }
        }

        next = known;
        return log;
    }

    /// <summary>The natural logarithm of a text's probability, from the beginning of a line.</summary>
    public double LogProbability(string text)
    {
        var (context, sum) = (LineBegin, 0.0);
        foreach (var character in Vocabulary.Encode(text))
        {
            sum += Step(context, character, out context);
        }

        return sum;
    }
}
