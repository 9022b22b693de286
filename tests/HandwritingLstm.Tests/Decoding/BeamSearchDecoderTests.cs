using HandwritingLstm.Ctc;
using HandwritingLstm.Decoding;
using HandwritingLstm.Text;

namespace HandwritingLstm.Tests.Decoding;

/// <summary>Prefix beam search against the sum over all paths of all texts.</summary>
[TestClass]
public sealed class BeamSearchDecoderTests
{
    private static readonly Alphabet _alphabet = new(["a", "b"]);

    [TestMethod]
    public void A_wide_beam_finds_the_texts_that_enumeration_finds()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var scores = Scores(5, 3, seed);
            var expected = Texts(scores).OrderByDescending(pair => pair.Value).ToArray();
            var options = new BeamSearchOptions { Width = 500, CharacterBonus = 0, LeastProbability = 0 };
            var found = new BeamSearchDecoder(_alphabet, null, options).DecodeAll(scores, 5);
            for (var i = 0; i < 5; i++)
            {
                Assert.AreEqual(Math.Log(expected[i].Value), found[i].Score, 1e-4, $"seed {seed}, text {i}");
                Assert.AreEqual(expected[i].Key, string.Concat(found[i].Labels.Select(label => _alphabet[label])), $"seed {seed}, text {i}");
            }
        }
    }

    [TestMethod]
    public void Language_model_and_bonus_weigh_every_text()
    {
        var trainer = new LanguageModelTrainer(new CharacterVocabulary(["a", "b"]), 3);
        trainer.Add("abababab");
        trainer.Add("abba");
        var language = trainer.Train();
        var options = new BeamSearchOptions { Width = 500, LanguageWeight = 0.7, CharacterBonus = 0.3, LeastProbability = 0 };
        for (var seed = 0; seed < 30; seed++)
        {
            var scores = Scores(5, 3, seed);
            var best = Texts(scores).MaxBy(pair => Score(pair.Key, pair.Value));
            var found = new BeamSearchDecoder(_alphabet, language, options).DecodeAll(scores, 1)[0];
            Assert.AreEqual(Score(best.Key, best.Value), found.Score, 1e-4, $"seed {seed}");
            Assert.AreEqual(best.Key, string.Concat(found.Labels.Select(label => _alphabet[label])), $"seed {seed}");
        }

        double Score(string text, double probability) => Math.Log(probability) + (0.7 * language.LogProbability(text)) + (0.3 * text.Length);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(8)]
    public void A_narrow_beam_finds_what_its_naive_twin_finds(int width)
    {
        var trainer = new LanguageModelTrainer(new CharacterVocabulary(["a", "b"]), 3);
        trainer.Add("abababab");
        trainer.Add("abba");
        var language = trainer.Train();
        var options = new BeamSearchOptions { Width = width, LanguageWeight = 0.7, CharacterBonus = 0.9, LeastProbability = 0 };
        for (var seed = 0; seed < 30; seed++)
        {
            var scores = Scores(20, 3, seed);
            var found = new BeamSearchDecoder(_alphabet, language, options).DecodeAll(scores, width);
            var expected = Naive(scores, width, text => (0.7 * language.LogProbability(text)) + (0.9 * text.Length));
            CollectionAssert.AreEqual(
                expected.ToArray(), found.Select(text => string.Concat(text.Labels.Select(label => _alphabet[label]))).ToArray(), $"seed {seed}");
        }
    }

    [TestMethod]
    public void Words_of_a_lexicon_weigh_every_text_that_ends_in_one()
    {
        var lexicon = WordLexicon.Of(["ab aba bb", "ab ab bb"], 1, 1);
        var options = new BeamSearchOptions { Width = 500, CharacterBonus = 0.2, LanguageWeight = 0.5, WordWeight = 0.8, WordBonus = 1.3, LeastProbability = 0 };
        for (var seed = 0; seed < 30; seed++)
        {
            var scores = Scores(5, 3, seed);
            var best = Texts(scores).MaxBy(pair => Score(pair.Key, pair.Value));
            var found = new BeamSearchDecoder(_alphabet, null, options, lexicon).DecodeAll(scores, 1)[0];
            Assert.AreEqual(Score(best.Key, best.Value), found.Score, 1e-4, $"seed {seed}");
            Assert.AreEqual(best.Key, string.Concat(found.Labels.Select(label => _alphabet[label])), $"seed {seed}");
        }

        double Score(string text, double probability)
        {
            var word = lexicon.Words.ToList().IndexOf(text);
            return Math.Log(probability) + (0.2 * text.Length) + (word < 0 ? 0 : (0.5 * 0.8 * (lexicon.LogProbability(-1, word) + (text.Length * Math.Log(_alphabet.Characters.Count)))) + 1.3);
        }
    }

    [TestMethod]
    public void Characters_stand_where_the_best_path_has_them()
    {
        float[] column = [0.9f, 0.05f, 0.05f];
        float[][] columns = [column, [0.1f, 0.8f, 0.1f], column, [0.1f, 0.1f, 0.8f], [0.1f, 0.1f, 0.8f]];
        var scores = new LabelScores(5, 3, [.. columns.SelectMany(probabilities => probabilities).Select(probability => MathF.Log(probability))]);
        var reading = new BeamSearchDecoder(_alphabet, confidenceTemperature: 1).Decode(scores);
        Assert.AreEqual("ab", reading.Text);
        Assert.AreEqual((1, 1), (reading.Characters[0].FirstColumn, reading.Characters[0].LastColumn));
        Assert.AreEqual((3, 4), (reading.Characters[1].FirstColumn, reading.Characters[1].LastColumn));
        Assert.AreEqual(0.8f, reading.Characters[0].Probability, 1e-5f);
    }

    [TestMethod]
    public void Alternatives_are_the_best_texts_with_their_probabilities()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var scores = Scores(5, 3, seed);
            var expected = Texts(scores).OrderByDescending(pair => pair.Value).ToArray();
            var options = new BeamSearchOptions { Width = 500, CharacterBonus = 0, LeastProbability = 0, Alternatives = 4 };
            var reading = new BeamSearchDecoder(_alphabet, null, options).Decode(scores);

            Assert.HasCount(4, reading.Alternatives);
            Assert.AreEqual(reading.Text, reading.Alternatives[0].Text);
            for (var i = 0; i < 4; i++)
            {
                Assert.AreEqual(expected[i].Key, reading.Alternatives[i].Text, $"seed {seed}, text {i}");
                Assert.AreEqual(expected[i].Value, reading.Alternatives[i].Probability, 1e-4, $"seed {seed}, text {i}"); // all texts sum to 1
            }
        }
    }

    [TestMethod]
    public void A_language_that_is_sure_lends_its_confidence()
    {
        var trainer = new LanguageModelTrainer(new CharacterVocabulary(["a", "b"]), 3);
        trainer.Add("ababababababababababab");
        var language = trainer.Train();
        float[][] columns = [[0.01f, 0.98f, 0.01f], [0.01f, 0.6f, 0.39f]]; // "aa" to the network, "ab" to the language
        var scores = new LabelScores(2, 3, [.. columns.SelectMany(probabilities => probabilities).Select(probability => MathF.Log(probability))]);
        float[] blanks = [MathF.Log(0.98f), MathF.Log(0.01f), MathF.Log(0.01f)];
        var parted = new LabelScores(3, 3, [.. scores.Column(0), .. blanks, .. scores.Column(1)]);
        var options = new BeamSearchOptions { LanguageWeight = 2, CharacterBonus = 0 };
        var (overruled, unaided) = (new BeamSearchDecoder(_alphabet, language, options).Decode(parted), new BeamSearchDecoder(_alphabet, null, options).Decode(parted));
        Assert.AreEqual("ab", overruled.Text);
        Assert.AreEqual("aa", unaided.Text);
        Assert.IsGreaterThan(0.39f, overruled.Characters[1].Probability);
        Assert.IsLessThan(overruled.Characters[0].Probability, overruled.Characters[1].Probability);
    }

    [TestMethod]
    public void An_empty_line_is_read_as_such()
    {
        var scores = new LabelScores(2, 3, [.. new[] { 0.98f, 0.01f, 0.01f, 0.98f, 0.01f, 0.01f }.Select(probability => MathF.Log(probability))]);
        Assert.AreEqual("", new BeamSearchDecoder(_alphabet, null, new BeamSearchOptions { CharacterBonus = 0 }).Decode(scores).Text);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(2000)]
    public void An_impossible_width_is_refused(int width) =>
        Assert.ThrowsExactly<RecognitionException>(() => new BeamSearchDecoder(_alphabet, null, new BeamSearchOptions { Width = width }));

    // The probability of every text: the sum over all its paths.
    private static Dictionary<string, double> Texts(LabelScores scores)
    {
        var texts = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var path = 0; path < Math.Pow(scores.LabelCount, scores.ColumnCount); path++)
        {
            var (text, probability, previous, rest) = ("", 1.0, 0, path);
            for (var t = 0; t < scores.ColumnCount; t++, rest /= scores.LabelCount)
            {
                var label = rest % scores.LabelCount;
                probability *= Math.Exp(scores.Column(t)[label]);
                text += label != 0 && label != previous ? _alphabet[label] : "";
                previous = label;
            }

            texts[text] = texts.GetValueOrDefault(text) + probability;
        }

        return texts;
    }

    // Hannun's algorithm as it is written: every text that is followed goes on with everything, and the best are kept.
    private static IEnumerable<string> Naive(LabelScores scores, int width, Func<string, double> weight)
    {
        var beam = new Dictionary<string, (double Blank, double Label)>(StringComparer.Ordinal) { [""] = (1, 0) };
        for (var t = 0; t < scores.ColumnCount; t++)
        {
            var next = new Dictionary<string, (double Blank, double Label)>(StringComparer.Ordinal);
            foreach (var (text, (blank, other)) in beam)
            {
                Put(text, (blank + other) * P(t, 0), 0);
                foreach (var label in (int[])[1, 2])
                {
                    var isRepeated = text.EndsWith(_alphabet[label], StringComparison.Ordinal);
                    Put(text, 0, isRepeated ? other * P(t, label) : 0);
                    Put(text + _alphabet[label], 0, (isRepeated ? blank : blank + other) * P(t, label));
                }
            }

            beam = next.Where(text => text.Value.Blank + text.Value.Label > 0).OrderByDescending(Score).Take(width).ToDictionary(StringComparer.Ordinal);

            void Put(string text, double inBlank, double inLabel)
            {
                var (blank, label) = next.GetValueOrDefault(text);
                next[text] = (blank + inBlank, label + inLabel);
            }
        }

        return beam.OrderByDescending(Score).Select(text => text.Key);

        double P(int t, int label) => Math.Exp(scores.Column(t)[label]);
        double Score(KeyValuePair<string, (double Blank, double Label)> text) => Math.Log(text.Value.Blank + text.Value.Label) + weight(text.Key);
    }

    private static LabelScores Scores(int columns, int labels, int seed)
    {
        var random = new Random(seed);
        var values = new float[columns * labels];
        for (var t = 0; t < columns; t++)
        {
            var weights = Enumerable.Range(0, labels).Select(_ => random.NextDouble() + 0.01).ToArray();
            for (var label = 0; label < labels; label++)
            {
                values[(t * labels) + label] = (float)Math.Log(weights[label] / weights.Sum());
            }
        }

        return new LabelScores(columns, labels, values);
    }
}
