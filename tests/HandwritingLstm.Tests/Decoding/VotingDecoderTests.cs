using HandwritingLstm.Ctc;
using HandwritingLstm.Decoding;
using HandwritingLstm.Tests.Ctc;
using HandwritingLstm.Text;

namespace HandwritingLstm.Tests.Decoding;

/// <summary>The vote of networks against the sums over all paths of all texts.</summary>
[TestClass]
public sealed class VotingDecoderTests
{
    private static readonly Alphabet _alphabet = new(["a", "b"]);
    private static readonly BeamSearchOptions _wide = new() { Width = 500, CharacterBonus = 0, LeastProbability = 0 };

    [TestMethod]
    public void The_text_wins_whose_mean_log_probability_is_greatest()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            // Networks with other columns: 5, 4 and 6 of them.
            LabelScores[] votes = [Scores(5, seed), Scores(4, seed + 100), Scores(6, seed + 200)];
            var best = Mean(votes).MaxBy(text => text.Value);
            var found = new VotingDecoder(_alphabet, null, _wide).DecodeAll(votes)[0];
            Assert.AreEqual(best.Key, Spell(found.Labels), $"seed {seed}");
            Assert.AreEqual(best.Value, found.Score, 1e-4, $"seed {seed}");
        }
    }

    [TestMethod]
    public void Language_model_and_bonus_weigh_every_text()
    {
        var trainer = new LanguageModelTrainer(new CharacterVocabulary(["a", "b"]), 3);
        trainer.Add("abababab");
        trainer.Add("abba");
        var language = trainer.Train();
        var options = _wide with { LanguageWeight = 0.7, CharacterBonus = 0.3 };
        for (var seed = 0; seed < 30; seed++)
        {
            LabelScores[] votes = [Scores(5, seed), Scores(5, seed + 100)];
            var best = Mean(votes).Select(text => (text.Key, Score: text.Value + (0.7 * language.LogProbability(text.Key)) + (0.3 * text.Key.Length))).MaxBy(text => text.Score);
            var found = new VotingDecoder(_alphabet, language, options).DecodeAll(votes)[0];
            Assert.AreEqual(best.Key, Spell(found.Labels), $"seed {seed}");
            Assert.AreEqual(best.Score, found.Score, 1e-4, $"seed {seed}");
        }
    }

    [TestMethod]
    public void One_vote_is_a_beam_search()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var scores = Scores(7, seed);
            var (searched, voted) = (new BeamSearchDecoder(_alphabet, null, _wide).Decode(scores), new VotingDecoder(_alphabet, null, _wide).Decode([scores]));
            CollectionAssert.AreEqual(searched.Characters.ToArray(), voted.Characters.ToArray(), $"seed {seed}");
        }
    }

    [TestMethod]
    public void Words_of_a_lexicon_weigh_a_vote_as_they_weigh_a_search()
    {
        var lexicon = WordLexicon.Of(["ab aba bb", "ab ab bb"], 1, 1);
        var options = _wide with { LanguageWeight = 0.5, WordWeight = 0.8, WordBonus = 1.3 };
        for (var seed = 0; seed < 30; seed++)
        {
            var scores = Scores(6, seed);
            var searched = new BeamSearchDecoder(_alphabet, null, options, lexicon).DecodeAll(scores, 1)[0];
            var voted = new VotingDecoder(_alphabet, null, options, lexicon).DecodeAll([scores])[0];
            Assert.AreEqual(Spell(searched.Labels), Spell(voted.Labels), $"seed {seed}");
            Assert.AreEqual(searched.Score, voted.Score, 1e-4, $"seed {seed}");
        }
    }

    [TestMethod]
    public void An_improbable_last_letter_is_followed_where_it_ends_a_word()
    {
        var line = Line(8, "abababa_", 0.97f);
        var lexicon = WordLexicon.Of(["abababab"], 1, 1);
        var options = _wide with { LanguageWeight = 1, WordWeight = 1, WordBonus = 0 };
        Assert.AreEqual("abababab", Spell(new BeamSearchDecoder(_alphabet, null, options, lexicon).DecodeAll(line, 1)[0].Labels));
        Assert.AreEqual("abababab", Spell(new VotingDecoder(_alphabet, null, options, lexicon).DecodeAll([line])[0].Labels));
    }

    [TestMethod]
    public void Equal_votes_give_the_same_text_and_confidence()
    {
        var decoder = new VotingDecoder(_alphabet);
        for (var seed = 0; seed < 30; seed++)
        {
            var scores = Scores(9, seed);
            var (one, three) = (decoder.Decode([scores]), decoder.Decode([scores, scores, scores]));
            Assert.AreEqual(one.Text, three.Text);
            Assert.AreEqual(one.Confidence, three.Confidence, 1e-6f);
        }
    }

    [TestMethod]
    public void Characters_agree_though_their_columns_do_not()
    {
        // Both read "ab", one network a column later: the mean of their columns would be blank.
        LabelScores[] votes = [Line(4, "a_b_"), Line(6, "__a__b")];
        var reading = new VotingDecoder(_alphabet, confidenceTemperature: 1).Decode(votes);
        Assert.AreEqual("ab", reading.Text);
        Assert.AreEqual((0, 2), (reading.Characters[0].FirstColumn, reading.Characters[1].FirstColumn)); // of the first network
        Assert.AreEqual(0.8f, reading.Confidence, 1e-5f);
    }

    [TestMethod]
    public void The_surer_network_decides()
    {
        var unsure = Line(1, "a", 0.5f);
        var sure = Line(1, "b", 0.9f);
        Assert.AreEqual("b", new VotingDecoder(_alphabet).Decode([unsure, sure]).Text);
        Assert.AreEqual("b", new VotingDecoder(_alphabet).Decode([sure, unsure]).Text);
    }

    [TestMethod]
    public void Alternatives_are_texts_with_probabilities()
    {
        LabelScores[] votes = [Scores(4, 1), Scores(4, 2)];
        var reading = new VotingDecoder(_alphabet, null, _wide with { Alternatives = 3 }).Decode(votes);
        Assert.HasCount(3, reading.Alternatives);
        Assert.AreEqual(reading.Text, reading.Alternatives[0].Text);
        Assert.IsLessThanOrEqualTo(1f, reading.Alternatives.Sum(text => text.Probability));
        Assert.IsGreaterThan(reading.Alternatives[1].Probability, reading.Alternatives[0].Probability);
    }

    [TestMethod]
    public void Scores_of_another_alphabet_are_refused()
    {
        var decoder = new VotingDecoder(_alphabet);
        Assert.ThrowsExactly<ArgumentException>(() => decoder.Decode([]));
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => decoder.Decode([Scores(3, 1), new LabelScores(1, 2, [0, 0])])).Message, "3, 2", StringComparison.Ordinal);
    }

    private static LabelScores Scores(int columns, int seed) => new(columns, 3, RandomLine.Scores(new Random(seed), columns, 3, 4));

    // Every column has its label at a probability, and the rest shared by the others.
    private static LabelScores Line(int columns, string path, float probability = 0.8f) => new(
        columns,
        3,
        [.. path.SelectMany(label => "_ab".Select(other => MathF.Log(other == label ? probability : (1 - probability) / 2)))]);

    private static string Spell(int[] labels) => string.Concat(labels.Select(label => _alphabet[label]));

    /// <summary>The mean over the networks of the log probability of every text that all of them can spell.</summary>
    private static Dictionary<string, double> Mean(LabelScores[] votes)
    {
        var means = new Dictionary<string, double>(StringComparer.Ordinal);
        var texts = votes.Select(scores => NaiveCtc.Paths(scores.ColumnCount, 3)
            .GroupBy(path => Spell(NaiveCtc.Collapse(path)), StringComparer.Ordinal)
            .ToDictionary(paths => paths.Key, paths => Math.Log(paths.Sum(path => NaiveCtc.Probability(scores.Values, 3, path))), StringComparer.Ordinal)).ToArray();
        foreach (var text in texts[0].Keys.Where(text => texts.All(ofOne => ofOne.ContainsKey(text))))
        {
            means[text] = texts.Average(ofOne => ofOne[text]);
        }

        return means;
    }
}
