namespace HandwritingLstm.Decoding;

/// <summary>How a beam search weighs what the network sees against what the language allows.</summary>
public sealed record BeamSearchOptions
{
    /// <summary>The most texts that can be followed, and told of.</summary>
    internal const int LargestWidth = 1024;

    /// <summary>The largest weight of the language model.</summary>
    internal const double LargestLanguageWeight = 10;

    /// <summary>The largest bonus of a character or word, and the largest that it may cost.</summary>
    internal const double LargestBonus = 10;

    /// <summary>Texts that are followed at a time, 1 to 1,024; more than 16 rarely finds better ones.</summary>
    public int Width { get; init; } = 16;

    /// <summary>The weight of the language model's log probability, 0 to 10.</summary>
    public double LanguageWeight { get; init; } = 0.75;

    /// <summary>What every character is worth in log probability, −10 to 10: it balances the model, which prefers short texts.</summary>
    public double CharacterBonus { get; init; } = 2;

    /// <summary>How much the lexicon's probability of a word counts in place of the language model's, 0 to 1; of use with a lexicon alone.</summary>
    public double WordWeight { get; init; } = 0.2;

    /// <summary>What every word of the lexicon is worth in log probability, −10 to 10; of use with a lexicon alone.</summary>
    public double WordBonus { get; init; } = 0.1;

    /// <summary>Labels less probable than this in a column are passed over, 0 to 0.1.</summary>
    public double LeastProbability { get; init; } = 1e-4;

    /// <summary>How many texts a reading tells of, 0 (the default) to 1,024; never more than are followed.</summary>
    public int Alternatives { get; init; }

    /// <summary>The defaults: without a language model, which prefers short texts, there is no bonus to balance it.</summary>
    internal static BeamSearchOptions For(CharacterLanguageModel? language) => language is null ? new() { CharacterBonus = 0 } : new();

    /// <summary>Checks every option.</summary>
    /// <exception cref="RecognitionException">An option is out of its range.</exception>
    public void Validate()
    {
        Require(nameof(Width), Width, 1, LargestWidth);
        Require(nameof(LanguageWeight), LanguageWeight, 0, LargestLanguageWeight);
        Require(nameof(CharacterBonus), CharacterBonus, -LargestBonus, LargestBonus);
        Require(nameof(WordWeight), WordWeight, 0, 1);
        Require(nameof(WordBonus), WordBonus, -LargestBonus, LargestBonus);
        Require(nameof(LeastProbability), LeastProbability, 0, 0.1);
        Require(nameof(Alternatives), Alternatives, 0, LargestWidth);
    }

    private static void Require(string name, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
        {
            throw new RecognitionException(FormattableString.Invariant($"The beam search's option {name} is {value}; expected {least} to {most}."));
        }
    }
}
