using HandwritingLstm.Decoding;

namespace HandwritingLstm.Tests.Decoding;

[TestClass]
public sealed class LanguageModelMixtureTests
{
    private static readonly CharacterVocabulary _vocabulary = new(["a", "b", "c", " "]);
    private static readonly NGramEstimates _first = Estimate("ab ab ab abc", "ab ab ab");
    private static readonly NGramEstimates _second = Estimate("ca ca cab ca", "bc ca ca");

    [TestMethod]
    public void After_every_context_the_mixture_is_the_weighted_mean_of_its_parts()
    {
        var mixture = LanguageModelMixture.Of([_first, _second], [1, 3]);
        mixture.Visit("ab ca abc cab", (gram, n) =>
        {
            // What both parts know, or one of them, is in the mixture; the rest backs off.
            if (mixture.Probabilities[n - 1].TryGetValue(gram, out var mixed))
            {
                Assert.AreEqual((0.25 * _first.Probability(gram, n)) + (0.75 * _second.Probability(gram, n)), mixed, 1e-9);
            }
        });
    }

    [TestMethod]
    public void The_probabilities_after_any_context_of_the_mixture_sum_to_one()
    {
        var model = LanguageModelMixture.Of([_first, _second], [0.5, 0.5]).ToModel();
        foreach (var beginning in (string[])["", "a", "ab", "bb", "ca", "ab c", "cc"])
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
    public void Held_out_text_gets_the_weights_that_make_it_most_probable()
    {
        var weights = LanguageModelMixture.Weights([_first, _second], ["ab ab ca", "abc ab"]);
        Assert.AreEqual(1, weights.Sum(), 1e-9);
        Assert.IsGreaterThan(0.5, weights[0]);

        var best = LogProbability(weights);
        foreach (var other in (double[])[0.05, 0.2, 0.5, 0.8, 0.95])
        {
            Assert.IsGreaterThanOrEqualTo(LogProbability([other, 1 - other]) - 1e-6, best);
        }

        double LogProbability(double[] mixed)
        {
            var sum = 0.0;
            foreach (var line in (string[])["ab ab ca", "abc ab"])
            {
                _first.Visit(line, (gram, n) => sum += Math.Log((mixed[0] * _first.Probability(gram, n)) + (mixed[1] * _second.Probability(gram, n))));
            }

            return sum;
        }
    }

    [TestMethod]
    [DataRow(1.0)]
    [DataRow(0.0, 0.0)]
    [DataRow(-1.0, 2.0)]
    [DataRow(double.NaN, 2.0)]
    public void Impossible_weights_are_refused(params double[] weights) =>
        Assert.ThrowsExactly<RecognitionException>(() => LanguageModelMixture.Of([_first, _second], weights));

    private static NGramEstimates Estimate(params string[] lines)
    {
        var trainer = new LanguageModelTrainer(_vocabulary, 4);
        Array.ForEach(lines, trainer.Add);
        return trainer.Estimate();
    }
}
