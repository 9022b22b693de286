namespace HandwritingLstm.Decoding;

/// <summary>How probable a character is after those before it: an n-gram model of characters with backoff.</summary>
/// <remarks>
/// An n-gram of up to eight characters is one number of eight bytes, the latest character lowest. Trained by
/// <see cref="LanguageModelTrainer"/>; files: <see cref="LanguageModelFile"/>, <see cref="ArpaFile"/>.
/// </remarks>
public sealed class CharacterLanguageModel
{
    /// <summary>The highest order.</summary>
    public const int MaximumOrder = 8;

    // What a character costs that the model has never seen: one in a million.
    private const float LogUnknown = -13.8f;

    private readonly NGramTable[] _tables; // of order 1, 2, …
    private readonly ulong _contextMask;

    /// <summary>A model of some tables.</summary>
    internal CharacterLanguageModel(CharacterVocabulary vocabulary, NGramTable[] tables)
    {
        Vocabulary = vocabulary;
        _tables = tables;
        _contextMask = Order == 1 ? 0 : ulong.MaxValue >> (8 * (MaximumOrder - Order + 1));
    }

    /// <summary>The characters it knows.</summary>
    public CharacterVocabulary Vocabulary { get; }

    /// <summary>The longest n-grams it knows.</summary>
    public int Order => _tables.Length;

    /// <summary>Number of n-grams of all orders.</summary>
    public int Count => _tables.Sum(table => table.Count);

    /// <summary>What stands before the first character of a line.</summary>
    public ulong LineBegin => CharacterVocabulary.Begin & _contextMask;

    /// <summary>The tables by order.</summary>
    internal IReadOnlyList<NGramTable> Tables => _tables;

    /// <summary>What stands before the next character, once a character has followed a context.</summary>
    public ulong Next(ulong context, byte character) => ((context << 8) | character) & _contextMask;

    /// <summary>The natural logarithm of a character's probability after a context.</summary>
    /// <param name="context">From <see cref="LineBegin"/> and <see cref="Next"/>.</param>
    /// <param name="character">Its number in the <see cref="Vocabulary"/>.</param>
    public float LogProbability(ulong context, byte character)
    {
        if (character == CharacterVocabulary.Unknown)
        {
            return LogUnknown;
        }

        context = Known(context);
        var backoff = 0f;
        for (var length = LengthOf(context); ; length--)
        {
            if (_tables[length].TryGet((context << 8) | character, out var probability, out _))
            {
                return probability + backoff;
            }

            if (length == 0)
            {
                return LogUnknown + backoff;
            }

            if (_tables[length - 1].TryGet(context, out _, out var weight))
            {
                backoff += weight;
            }

            context = length == 1 ? 0 : context & (ulong.MaxValue >> (8 * (MaximumOrder - length + 1))); // without its oldest character
        }
    }

    /// <summary>The natural logarithm of a text's probability, from the beginning of a line.</summary>
    public double LogProbability(string text)
    {
        var (context, sum) = (LineBegin, 0.0);
        foreach (var character in Vocabulary.Encode(text))
        {
            sum += LogProbability(context, character);
            context = Next(context, character);
        }

        return sum;
    }

    private static int LengthOf(ulong context) => MaximumOrder - (System.Numerics.BitOperations.LeadingZeroCount(context) / 8);

    // An unknown character is a byte of 0: what stands before it cannot help.
    private static ulong Known(ulong context)
    {
        for (var place = 0; place < LengthOf(context); place++)
        {
            if (((context >> (8 * place)) & 0xFF) == CharacterVocabulary.Unknown)
            {
                return place == 0 ? 0 : context & (ulong.MaxValue >> (8 * (MaximumOrder - place)));
            }
        }

        return context;
    }
}
