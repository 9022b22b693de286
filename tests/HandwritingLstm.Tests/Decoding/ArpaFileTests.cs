using HandwritingLstm.Decoding;

namespace HandwritingLstm.Tests.Decoding;

[TestClass]
public sealed class ArpaFileTests
{
    private const string Whole = """
        \data\
        ngram 1=4
        ngram 2=2

        \1-grams:
        -99	<s>	-0.30103
        -0.5	a	-0.2
        -0.6	<space>	-0.1
        -1.0	b

        \2-grams:
        -0.2	<s> a
        -0.1	a <space>

        \end\
        """;

    [TestMethod]
    public void A_model_saved_and_loaded_gives_the_same_probabilities()
    {
        string[] lines = ["the quick brown fox", "no-break\u00a0space and Ünïcode 𝒙", "the dog barks at the fox"];
        var trainer = new LanguageModelTrainer(CharacterVocabulary.Of(lines), 5);
        Array.ForEach(lines, trainer.Add);
        var model = trainer.Train();

        WithFile("", path =>
        {
            ArpaFile.Save(path, model);
            var loaded = ArpaFile.Load(path);
            Assert.AreEqual(model.Order, loaded.Order);
            Assert.AreEqual(model.Count, loaded.Count);
            foreach (var text in (string[])[.. lines, "the fox the dog", "xyz", " 𝒙", ""])
            {
                Assert.AreEqual(model.LogProbability(text), loaded.LogProbability(text), 0.005 * (text.Length + 1), text);
            }
        });
    }

    [TestMethod]
    public void Rows_are_logarithms_to_base_ten_with_backoff() => WithFile(Whole, path =>
    {
        var model = ArpaFile.Load(path);
        Assert.AreEqual(2, model.Order);
        Assert.AreEqual(-0.2 * Math.Log(10), model.LogProbability("a"), 0.001); // a bigram
        Assert.AreEqual((-0.30103 - 1.0) * Math.Log(10), model.LogProbability("b"), 0.001); // backoff of the line's beginning
        Assert.AreEqual((-0.2 - 0.1 - 0.1 - 0.5) * Math.Log(10), model.LogProbability("a a"), 0.001);
        Assert.AreEqual((-0.2 - 0.2 - 1.0) * Math.Log(10), model.LogProbability("ab"), 0.001);
    });

    [TestMethod]
    [DataRow("", "no whole ARPA file")]
    [DataRow("hello", "no whole ARPA file")]
    [DataRow("\\1-grams:\n-1 a\n", "no whole ARPA file")]
    [DataRow("\\2-grams:\n-1 a b\n\\end\\", "row 1: found '\\2-grams:'")]
    [DataRow("\\x-grams:\n\\end\\", "row 1: found")]
    [DataRow("\\1-grams:\n-1 a\n-1 the\n\\end\\", "one of words, such as 'the'")]
    [DataRow("\\1-grams:\n-1\n\\end\\", "row 2: found '-1'")]
    [DataRow("\\1-grams:\n-1 a b c\n\\end\\", "row 2: found '-1 a b c'")]
    [DataRow("\\1-grams:\n-1 a\nhalf a -1\n\\end\\", "row 3: found")]
    [DataRow("\\1-grams:\n0.5 a\n\\end\\", "row 2: found '0.5 a', but a row is the logarithm of a probability, at most 0")]
    [DataRow("\\1-grams:\nNaN a\n\\end\\", "row 2: found 'NaN a'")]
    [DataRow("\\1-grams:\n-1 a Infinity\n\\end\\", "row 2: found '-1 a Infinity'")]
    public void What_is_no_model_is_named_with_its_row(string content, string expected) => WithFile(content, path =>
    {
        var problem = Assert.ThrowsExactly<RecognitionException>(() => ArpaFile.Load(path));
        Assert.Contains(path, problem.Message);
        Assert.Contains(expected, problem.Message);
    });

    [TestMethod]
    public void Letters_with_accents_are_composed_and_other_encodings_named() => WithFile("\\1-grams:\n-0.2 e\u0301\n-0.4 a\n\\end\\", path =>
    {
        Assert.AreEqual(-0.2 * Math.Log(10), ArpaFile.Load(path).LogProbability("é"), 0.001);
        File.WriteAllBytes(path, [.. "\\1-grams:\n-0.2 "u8, 0xE9, .. "\n\\end\\"u8]);
        Assert.Contains("row 2 is not UTF-8", Assert.ThrowsExactly<RecognitionException>(() => ArpaFile.Load(path)).Message);
    });

    [TestMethod]
    public void Any_damage_is_an_error_or_a_model() => WithFile("", path =>
    {
        var random = new Random(7);
        var refused = 0;
        for (var round = 0; round < 300; round++)
        {
            var text = Whole.ToCharArray();
            for (var k = 0; k < 3; k++)
            {
                text[random.Next(text.Length)] = (char)random.Next(1, 128);
            }

            File.WriteAllText(path, new string(text, 0, random.Next(text.Length / 2, text.Length + 1)));
            try
            {
                Assert.IsFalse(double.IsNaN(ArpaFile.Load(path).LogProbability("a b")));
            }
            catch (RecognitionException problem)
            {
                Assert.Contains(path, problem.Message);
                refused++;
            }
        }

        Assert.IsGreaterThan(50, refused);
    });

    [TestMethod]
    public void A_missing_file_is_named()
    {
        var problem = Assert.ThrowsExactly<RecognitionException>(() => ArpaFile.Load("missing.arpa"));
        Assert.Contains("missing.arpa", problem.Message);
    }

    private static void WithFile(string content, Action<string> test)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, content);
            test(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
