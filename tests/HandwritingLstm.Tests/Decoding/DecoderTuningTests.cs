using HandwritingLstm.Ctc;
using HandwritingLstm.Decoding;
using HandwritingLstm.Text;

namespace HandwritingLstm.Tests.Decoding;

[TestClass]
public sealed class DecoderTuningTests
{
    private static readonly Alphabet _alphabet = new(["a", "b"]);

    [TestMethod]
    public void The_weight_rises_until_the_language_model_mends_what_the_network_misreads()
    {
        // The network takes every third letter of "ababab…" for the other, not quite sure of it; the language knows better.
        var trainer = new LanguageModelTrainer(new CharacterVocabulary(["a", "b"]), 3);
        trainer.Add("abababababababab");
        var tuning = new DecoderTuning(_alphabet, trainer.Train(), null, [Misread("abababab"), Misread("abababababa")], threads: 1);
        var start = new BeamSearchOptions { LanguageWeight = 0, CharacterBonus = 0 };
        Assert.IsGreaterThan(0, tuning.Measure(start).Characters.Edits);

        var tried = 0;
        var best = tuning.Search(start, (_, _) => tried++);
        Assert.AreEqual(0, tuning.Measure(best).Characters.Edits);
        Assert.IsGreaterThan(0, best.LanguageWeight);
        Assert.IsGreaterThan(3, tried);
    }

    [TestMethod]
    public void Weights_that_cannot_be_bettered_stay_as_they_are()
    {
        var tuning = new DecoderTuning(_alphabet, null, null, [Clear("abba"), Clear("baab")]);
        var start = new BeamSearchOptions { CharacterBonus = 0 };
        Assert.AreEqual(0, tuning.Measure(start).Characters.Edits);
        Assert.AreEqual(start, tuning.Search(start));
    }

    [TestMethod]
    public void A_network_that_is_too_sure_is_believed_less()
    {
        // It says 0.9 of every letter, but every fourth is wrong.
        var line = Line("aaaaaaaa", _ => 0.9f) with { Text = "aabaaaba" };
        var options = new BeamSearchOptions { CharacterBonus = 0 };
        var temperature = new DecoderTuning(_alphabet, null, null, [line, line]).ConfidenceTemperature(options);
        Assert.IsGreaterThan(1.5, temperature);
        foreach (var character in new BeamSearchDecoder(_alphabet, null, options, null, temperature).Decode(line.Scores).Characters)
        {
            Assert.AreEqual(0.75, character.Probability, 0.005);
        }
    }

    private static ScoredLine Clear(string text) => Line(text, _ => 0.99f);

    private static ScoredLine Misread(string text) => Line(text, i => i % 3 == 2 ? 0.4f : 0.9f);

    // A column for each letter, which has the probability that is right, and a blank behind it.
    private static ScoredLine Line(string text, Func<int, float> right)
    {
        var values = new List<float>();
        for (var i = 0; i < text.Length; i++)
        {
            var (known, other) = (right(i) - 0.005f, 1 - right(i) - 0.005f);
            values.AddRange(text[i] == 'a' ? [0.01f, known, other] : [0.01f, other, known]);
            values.AddRange([0.98f, 0.01f, 0.01f]);
        }

        return new(new LabelScores(2 * text.Length, 3, [.. values.Select(value => MathF.Log(value))]), text);
    }
}
