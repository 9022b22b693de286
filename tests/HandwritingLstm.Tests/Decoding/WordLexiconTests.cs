using HandwritingLstm.Decoding;

namespace HandwritingLstm.Tests.Decoding;

[TestClass]
public sealed class WordLexiconTests
{
    private static readonly string[] _texts = ["the dog, the cat", "the cat's dog", "Dog the dog 'tis"];

    [TestMethod]
    public void Words_are_letters_and_apostrophes_and_only_a_space_makes_a_pair()
    {
        var lexicon = WordLexicon.Of(_texts, leastCount: 1, leastPairCount: 1);
        CollectionAssert.AreEquivalent(new[] { "the", "dog", "cat", "cat's", "Dog", "tis" }, lexicon.Words.ToArray());
        Assert.AreEqual(5, lexicon.PairCount); // "the dog" twice, "the cat", "the cat's", "cat's dog", "Dog the"; not "dog, the", "dog 'tis"
    }

    [TestMethod]
    public void Marks_on_letters_do_not_end_words()
    {
        var lexicon = WordLexicon.Of(["हिन्दी كِتاب"], leastCount: 1, leastPairCount: 1);
        CollectionAssert.AreEquivalent(new[] { "हिन्दी", "كِتاب" }, lexicon.Words.ToArray());
        Assert.AreEqual(1, lexicon.PairCount);
    }

    [TestMethod]
    public void Rare_words_and_pairs_are_left_out()
    {
        var lexicon = WordLexicon.Of(_texts, leastCount: 2, leastPairCount: 2);
        CollectionAssert.AreEqual(new[] { "the", "dog" }, lexicon.Words.ToArray());
        Assert.AreEqual(1, lexicon.PairCount);
    }

    [TestMethod]
    public void A_pair_is_discounted_and_what_is_left_goes_to_words_alone()
    {
        var lexicon = WordLexicon.Of(["a b", "a b", "a b", "a c"], 1, 1);
        var (a, b, c) = (Number("a"), Number("b"), Number("c"));
        Assert.AreEqual(Math.Log(4.0 / 8), lexicon.LogProbability(-1, a), 1e-9);
        Assert.AreEqual(Math.Log(((3 - 0.75) / 4) + (2 * 0.75 / 4 * (3.0 / 8))), lexicon.LogProbability(a, b), 1e-9);
        Assert.AreEqual(Math.Log(((1 - 0.75) / 4) + (2 * 0.75 / 4 * (1.0 / 8))), lexicon.LogProbability(a, c), 1e-9);
        Assert.AreEqual(1, new[] { a, b, c }.Sum(word => Math.Exp(lexicon.LogProbability(a, word))), 1e-9);
        Assert.AreEqual(lexicon.LogProbability(-1, c), lexicon.LogProbability(b, c), 1e-9); // nothing was seen behind b

        int Number(string word) => lexicon.Words.ToList().IndexOf(word);
    }

    [TestMethod]
    public void A_file_holds_the_lexicon()
    {
        var path = Path.GetTempFileName();
        try
        {
            var lexicon = WordLexicon.Of(_texts, 1, 1);
            lexicon.Save(path);
            var loaded = WordLexicon.Load(path);
            CollectionAssert.AreEqual(lexicon.Words.ToArray(), loaded.Words.ToArray());
            for (var first = -1; first < lexicon.Words.Count; first++)
            {
                for (var second = 0; second < lexicon.Words.Count; second++)
                {
                    Assert.AreEqual(lexicon.LogProbability(first, second), loaded.LogProbability(first, second), 1e-12);
                }
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    [DataRow("", "there is no word")]
    [DataRow("3 the\nmany cats", "row 2: found 'many cats'")]
    [DataRow("3 the\n0 cat", "row 2: found '0 cat'")]
    [DataRow("3", "row 1: found '3'")]
    [DataRow("3 the\n2 the", "the word 'the' is there twice")]
    [DataRow("3 the\n2 the cat", "'the cat' has a word without a row of its own")]
    public void What_is_no_lexicon_is_named_with_its_row(string content, string expected)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, content);
            var problem = Assert.ThrowsExactly<RecognitionException>(() => WordLexicon.Load(path));
            Assert.Contains(path, problem.Message);
            Assert.Contains(expected, problem.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
