using HandwritingLstm.Text;

namespace HandwritingLstm.Decoding;

/// <summary>What language model, lexicon and bonus say of a text, label by label.</summary>
/// <remarks>
/// The lexicon does not close the vocabulary: a word that it has gets the word's probability in place of its characters', a word
/// that it lacks keeps the characters'; without a language model, all characters are equally probable in words. Cf. Bazzi and Glass, "Modeling out-of-vocabulary words for robust speech recognition", ICSLP 2000.
/// </remarks>
internal sealed class LanguageScorer
{
    private const string Apostrophe = "'";

    private readonly BeamSearchOptions _options;
    private readonly CharacterLanguageModel? _language;
    private readonly WordLexicon? _lexicon;
    private readonly LexiconTree? _tree;
    private readonly byte[] _characters; // the language model's number of each label
    private readonly bool[] _isOfWords; // whether words are spelt with a label
    private readonly double _anyCharacter; // log probability in a word where no language model knows better
    private readonly int _apostrophe;
    private readonly int _space;

    /// <summary>A scorer for the labels of an alphabet.</summary>
    public LanguageScorer(Alphabet alphabet, CharacterLanguageModel? language, WordLexicon? lexicon, BeamSearchOptions options)
    {
        (_options, _language, _lexicon) = (options, language, lexicon);
        _tree = lexicon is null ? null : new LexiconTree(alphabet, lexicon);
        _characters = [0, .. alphabet.Characters.Select(character => language?.Vocabulary.NumberOf(character) ?? 0)];
        _isOfWords = [false, .. alphabet.Characters.Select(character => WordLexicon.IsOfWords(character))];
        _anyCharacter = -Math.Log(alphabet.Characters.Count);
        _apostrophe = LabelOf(alphabet, Apostrophe);
        _space = LabelOf(alphabet, " ");
    }

    /// <summary>The state of the empty text.</summary>
    public LanguageState Begin => new() { Context = _language?.LineBegin ?? default, PreviousWord = -1 };

    /// <summary>The state of a text that goes on with a label.</summary>
    public LanguageState Extend(in LanguageState before, int label)
    {
        var after = before;
        var log = _language?.Step(before.Context, _characters[label], out after.Context) ?? 0;
        after.Weight += (_options.LanguageWeight * log) + _options.CharacterBonus;
        if (_tree is null)
        {
            return after;
        }

        if (_isOfWords[label] && !(label == _apostrophe && before.WordNode == LexiconTree.Root))
        {
            after.WordLog += _language is null ? _anyCharacter : log;
            after.WordNode = before.WordNode < 0 ? before.WordNode : _tree.Child(before.WordNode, label);
            return after;
        }

        after.Weight += EndOfWord(before);
        after.PreviousWord = label != _space ? -1 : before.WordNode == LexiconTree.Root ? before.PreviousWord : _tree.WordAt(before.WordNode);
        (after.WordNode, after.WordLog) = (LexiconTree.Root, 0);
        return after;
    }

    /// <summary>What a text gains or loses by ending: its last word is whole.</summary>
    public double EndOfWord(LanguageState state)
    {
        var word = _tree?.WordAt(state.WordNode) ?? -1;
        return word < 0
            ? 0
            : (_options.LanguageWeight * _options.WordWeight * (_lexicon!.LogProbability(state.PreviousWord, word) - state.WordLog)) + _options.WordBonus;
    }

    private static int LabelOf(Alphabet alphabet, string character) => alphabet.TryEncode(character, out var labels, out _) ? labels[0] : -1;
}
