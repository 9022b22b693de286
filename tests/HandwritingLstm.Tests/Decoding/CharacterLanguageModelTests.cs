using HandwritingLstm.Decoding;

namespace HandwritingLstm.Tests.Decoding;

[TestClass]
public sealed class CharacterLanguageModelTests
{
    private static readonly string[] _lines =
    [
        "the quick brown fox jumps over the lazy dog", "the dog barks at the fox", "a lazy afternoon in the shade of the old oak",
        "foxes and dogs do not agree on much", "the shade is cool and the oak is old", "jumping over things is what foxes do",
    ];

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(6)]
    [DataRow(8)]
    public void The_probabilities_after_any_context_sum_to_one(int order)
    {
        var model = Model(order);
        foreach (var beginning in (string[])["", "t", "the", "the dog", "qqqq", "zzz the", "x1y"])
        {
            var context = model.LineBegin;
            foreach (var character in model.Vocabulary.Encode(beginning))
            {
                context = model.Next(context, character);
            }

            var sum = Enumerable.Range(1, model.Vocabulary.Characters.Count).Sum(c => Math.Exp(model.LogProbability(context, (byte)c)));
            Assert.AreEqual(1, sum, 0.01, $"after '{beginning}'"); // the table's steps are 0.0004
        }
    }

    [TestMethod]
    public void What_was_seen_is_more_probable()
    {
        var model = Model(5);
        Assert.IsGreaterThan(model.LogProbability("eht cuqik worbn"), model.LogProbability("the quick brown"));
        Assert.IsGreaterThan(Model(2).LogProbability("the lazy dog"), model.LogProbability("the lazy dog"));
    }

    [TestMethod]
    public void A_text_is_as_probable_as_its_characters_one_after_another()
    {
        var model = Model(5);
        var (context, sum) = (model.LineBegin, 0.0);
        foreach (var character in model.Vocabulary.Encode("the dog barks"))
        {
            sum += model.LogProbability(context, character);
            context = model.Next(context, character);
        }

        Assert.AreEqual(sum, model.LogProbability("the dog barks"), 1e-4);
        Assert.IsGreaterThan(-15, sum); // it is nearly a line of the text
    }

    [TestMethod]
    public void Unigrams_count_in_how_many_contexts_a_character_stands()
    {
        // "b" is frequent, but always behind "a"; "c" stands behind everything.
        var trainer = new LanguageModelTrainer(new CharacterVocabulary(["a", "b", "c", "d"]), 2);
        trainer.Add("abababababacbcdcac");
        var model = trainer.Train();
        var unseen = model.Next(model.LineBegin, 0);
        Assert.IsGreaterThan(model.LogProbability(unseen, 2), model.LogProbability(unseen, 3));
    }

    [TestMethod]
    public void A_character_that_the_model_lacks_is_improbable_and_breaks_the_context()
    {
        var model = Model(4);
        Assert.IsLessThan(-10f, model.LogProbability(model.LineBegin, CharacterVocabulary.Unknown));
        Assert.IsTrue(double.IsFinite(model.LogProbability("the 1 dog")));
    }

    [TestMethod]
    public void A_file_holds_the_model()
    {
        var path = Path.GetTempFileName();
        try
        {
            var model = Model(6);
            LanguageModelFile.Save(path, model);
            var loaded = LanguageModelFile.Load(path);
            Assert.AreEqual((model.Order, model.Count), (loaded.Order, loaded.Count));
            foreach (var text in (string[])["the fox", "dog", "zebra", ""])
            {
                Assert.AreEqual(model.LogProbability(text), loaded.LogProbability(text), text);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void Any_damage_of_the_file_is_found()
    {
        var path = Path.GetTempFileName();
        try
        {
            LanguageModelFile.Save(path, Model(2));
            var whole = File.ReadAllBytes(path);
            var random = new Random(1);
            for (var i = 0; i < 100; i++)
            {
                var bytes = (byte[])whole.Clone();
                if (i % 2 == 0)
                {
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                }
                else
                {
                    bytes = bytes[..random.Next(bytes.Length)];
                }

                File.WriteAllBytes(path, bytes);
                var error = Assert.ThrowsExactly<RecognitionException>(() => LanguageModelFile.Load(path));
                Assert.Contains(path, error.Message);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(9)]
    public void An_impossible_order_is_refused(int order) =>
        Assert.ThrowsExactly<RecognitionException>(() => new LanguageModelTrainer(new CharacterVocabulary(["a"]), order));

    private static CharacterLanguageModel Model(int order)
    {
        var trainer = new LanguageModelTrainer(CharacterVocabulary.Of(_lines), order);
        Array.ForEach(_lines, trainer.Add);
        return trainer.Train();
    }
}
