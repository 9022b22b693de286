using HandwritingLstm.Decoding;

namespace HandwritingLstm.Tests.Decoding;

[TestClass]
public sealed class NGramTrieTests
{
    private static readonly CharacterVocabulary _vocabulary = new(["a", "b", "c"]);

    [TestMethod]
    public void Every_n_gram_stands_behind_its_beginning_with_its_logarithms()
    {
        var trainer = new LanguageModelTrainer(_vocabulary, 4);
        trainer.Add("abcabbcacbab");
        trainer.Add("cab");
        var estimates = trainer.Estimate();
        var trie = NGramTrie.Of(estimates);
        for (var n = 1; n <= 4; n++)
        {
            var grams = trie.Grams(n).ToArray();
            CollectionAssert.IsSubsetOf(estimates.Probabilities[n - 1].Keys, grams.Select(gram => gram.Gram).ToArray());
            CollectionAssert.AreEqual(grams.Select(gram => gram.Gram).Order().ToArray(), grams.Select(gram => gram.Gram).ToArray());
            foreach (var (gram, node) in grams.Where(gram => gram.Gram != CharacterVocabulary.Begin))
            {
                Assert.AreEqual(Math.Log(estimates.Probabilities[n - 1][gram]), trie.Levels[n - 1].LogProbability(node), 0.001);
                if (n < 4)
                {
                    Assert.AreEqual(Math.Log(estimates.Backoffs[n].GetValueOrDefault(gram, 1)), trie.Levels[n - 1].LogBackoff(node), 0.001);
                }
            }
        }
    }

    [TestMethod]
    public void A_context_that_is_missing_is_added_with_the_probability_it_has_by_backing_off()
    {
        var estimates = new NGramEstimates(_vocabulary, 3);
        (estimates.Probabilities[0][1], estimates.Probabilities[0][2]) = (0.5, 0.25);
        estimates.Backoffs[1][1] = 0.5;
        estimates.Probabilities[2][0x010202] = 0.125; // "abb", but no "ab"
        var model = new CharacterLanguageModel(_vocabulary, NGramTrie.Of(estimates));
        var after = model.Next(default, 1);
        Assert.AreEqual(Math.Log(0.5 * 0.25), model.LogProbability(after, 2), 0.001);
        Assert.AreEqual(Math.Log(0.125), model.LogProbability(model.Next(after, 2), 2), 0.001);
    }

    [TestMethod]
    public void Levels_that_do_not_fit_together_are_refused() => Assert.ThrowsExactly<FormatException>(() => new NGramTrie(
        [new NGramLevel([1, 2], [0, 0], [0, 0], [1, 1]), new NGramLevel([1], [0], [], [])]));
}
