using HandwritingLstm.Decoding;
using HandwritingLstm.Text;

namespace HandwritingLstm.Tests.Decoding;

[TestClass]
public sealed class LanguageScorerTests
{
    private static readonly string[] _texts = ["the dog barks", "the cat sat", "the dog sat, the cat's dog"];
    private static readonly Alphabet _alphabet = Alphabet.FromTexts([.. _texts, "'x"]);
    private static readonly WordLexicon _lexicon = WordLexicon.Of(_texts, 1, 1);
    private static readonly CharacterLanguageModel _language = Language();
    private static readonly BeamSearchOptions _options = new() { LanguageWeight = 0.8, CharacterBonus = 0.3, WordWeight = 0.6, WordBonus = 0.7 };

    [TestMethod]
    public void A_word_of_the_lexicon_is_weighed_by_its_own_probability_when_it_is_whole()
    {
        var (the, dog) = (Number("the"), Number("dog"));
        var without = Weight("the dog", null);
        var first = Gain(the, -1, "", "the");
        var second = Gain(dog, the, "the ", "dog");
        Assert.AreEqual(without + first, Weight("the dog", _lexicon), 1e-6); // the last word is not yet whole …
        Assert.AreEqual(without + first + second, WeightAtEnd("the dog"), 1e-6); // … before the line ends
    }

    [TestMethod]
    [DataRow("dox")]
    [DataRow("do")] // only the beginning of a word
    [DataRow("dogs")]
    [DataRow("")]
    public void Another_text_keeps_the_weight_of_its_characters(string text) => Assert.AreEqual(Weight(text, null), WeightAtEnd(text), 1e-9);

    [TestMethod]
    public void Only_a_space_makes_a_pair_of_words()
    {
        var the = Number("the");
        Assert.AreEqual(Weight("sat, the", null) + Gain(Number("sat"), -1, "", "sat") + Gain(the, -1, "sat, ", "the"), WeightAtEnd("sat, the"), 1e-6);
    }

    [TestMethod]
    public void An_apostrophe_begins_no_word_but_may_be_inside()
    {
        Assert.AreEqual(Weight("'dog", null) + Gain(Number("dog"), -1, "'", "dog"), WeightAtEnd("'dog"), 1e-6);
        Assert.AreEqual(Weight("cat's", null) + Gain(Number("cat's"), -1, "", "cat's"), WeightAtEnd("cat's"), 1e-6);
    }

    private static double Gain(int word, int previous, string before, string spelt) =>
        (0.8 * 0.6 * (_lexicon.LogProbability(previous, word) - (_language.LogProbability(before + spelt) - _language.LogProbability(before)))) + 0.7;

    private static double WeightAtEnd(string text)
    {
        var scorer = new LanguageScorer(_alphabet, _language, _lexicon, _options);
        var state = State(scorer, text);
        return state.Weight + scorer.EndOfWord(state);
    }

    private static double Weight(string text, WordLexicon? lexicon) => State(new LanguageScorer(_alphabet, _language, lexicon, _options), text).Weight;

    private static LanguageState State(LanguageScorer scorer, string text) =>
        _alphabet.Encode(text).Aggregate(scorer.Begin, (state, label) => scorer.Extend(state, label));

    private static int Number(string word) => _lexicon.Words.ToList().IndexOf(word);

    private static CharacterLanguageModel Language()
    {
        var trainer = new LanguageModelTrainer(CharacterVocabulary.Of(_texts), 5);
        Array.ForEach(_texts, trainer.Add);
        return trainer.Train();
    }
}
