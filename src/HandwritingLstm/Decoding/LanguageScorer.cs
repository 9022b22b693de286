using HandwritingLstm.Text;

namespace HandwritingLstm.Decoding;

/// <summary>What language model and bonus say of a text, label by label.</summary>
internal sealed class LanguageScorer
{
    private readonly BeamSearchOptions _options;
    private readonly CharacterLanguageModel? _language;
    private readonly byte[] _characters; // the language model's number of each label

    /// <summary>A scorer for the labels of an alphabet.</summary>
    public LanguageScorer(Alphabet alphabet, CharacterLanguageModel? language, BeamSearchOptions options)
    {
        (_options, _language) = (options, language);
        _characters = [0, .. alphabet.Characters.Select(character => language?.Vocabulary.NumberOf(character) ?? 0)];
    }

    /// <summary>The state of the empty text.</summary>
    public LanguageState Begin => new() { Context = _language?.LineBegin ?? 0 };

    /// <summary>The state of a text that goes on with a label.</summary>
    public LanguageState Extend(in LanguageState before, int label)
    {
        var after = before;
        after.Weight += _options.CharacterBonus;
        if (_language is not null)
        {
            after.Weight += _options.LanguageWeight * _language.LogProbability(before.Context, _characters[label]);
            after.Context = _language.Next(before.Context, _characters[label]);
        }

        return after;
    }
}
