using HandwritingLstm.Decoding;

namespace HandwritingLstm.Tests.Decoding;

[TestClass]
public sealed class LanguageModelPruningTests
{
    private static readonly string[] _lines =
    [
        "the quick brown fox jumps over the lazy dog", "the dog barks at the fox", "a lazy afternoon in the shade of the old oak",
        "foxes and dogs do not agree on much", "the shade is cool and the oak is old", "jumping over things is what foxes do",
    ];

    [TestMethod]
    [DataRow(0)]
    [DataRow(40)]
    [DataRow(200)]
    public void No_more_n_grams_are_left_than_asked_for(int most)
    {
        var whole = Whole();
        var pruned = LanguageModelPruning.Prune(whole, most);
        Assert.IsLessThanOrEqualTo(most, pruned.Count - pruned.Probabilities[0].Count);
        Assert.HasCount(whole.Probabilities[0].Count, pruned.Probabilities[0]);
        for (var n = 2; n <= pruned.Order; n++)
        {
            Assert.IsTrue(pruned.Probabilities[n - 1].Keys.All(gram => whole.Probabilities[n - 1].ContainsKey(gram)));
        }
    }

    [TestMethod]
    public void A_pruned_model_still_sums_to_one_after_any_context()
    {
        var model = LanguageModelPruning.Prune(Whole(), 120).ToModel();
        foreach (var beginning in (string[])["", "t", "the", "the dog", "zz the", "fox"])
        {
            var context = model.LineBegin;
            foreach (var character in model.Vocabulary.Encode(beginning))
            {
                context = model.Next(context, character);
            }

            var sum = Enumerable.Range(1, model.Vocabulary.Characters.Count).Sum(c => Math.Exp(model.LogProbability(context, (byte)c)));
            Assert.AreEqual(1, sum, 0.01, $"after '{beginning}'");
        }
    }

    [TestMethod]
    public void What_goes_first_is_what_tells_least()
    {
        // Half of the n-grams carry nearly all of what is known; as many chosen blindly would not.
        var whole = Whole();
        var half = LanguageModelPruning.Prune(whole, whole.Count / 2).ToModel();
        var few = LanguageModelPruning.Prune(whole, whole.Count / 20).ToModel();
        var (all, most, least) = (Log(whole.ToModel()), Log(half), Log(few));
        Assert.IsGreaterThan(least, most);
        Assert.IsLessThan(0.35 * (all - least), all - most);
    }

    [TestMethod]
    public void A_model_that_is_small_enough_stays_as_it_is()
    {
        var whole = Whole();
        Assert.AreSame(whole, LanguageModelPruning.Prune(whole, int.MaxValue));
    }

    private static double Log(CharacterLanguageModel model) => _lines.Sum(model.LogProbability);

    private static NGramEstimates Whole()
    {
        var trainer = new LanguageModelTrainer(CharacterVocabulary.Of(_lines), 5);
        Array.ForEach(_lines, trainer.Add);
        return trainer.Estimate();
    }
}
