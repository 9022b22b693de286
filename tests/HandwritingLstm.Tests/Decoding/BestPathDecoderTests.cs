using HandwritingLstm.Ctc;
using HandwritingLstm.Decoding;
using HandwritingLstm.Text;

namespace HandwritingLstm.Tests.Decoding;

[TestClass]
public sealed class BestPathDecoderTests
{
    private static readonly Alphabet _alphabet = new(["a", "b", "ch"]);
    private readonly BestPathDecoder _decoder = new(_alphabet, confidenceTemperature: 1);

    [TestMethod]
    [DataRow("a_b", "ab")]
    [DataRow("aab", "ab")] // a repeated label is one character …
    [DataRow("a_a", "aa")] // … unless a blank stands between
    [DataRow("_", "")]
    [DataRow("___", "")]
    [DataRow("_c_c", "chch")] // a label may spell several characters
    [DataRow("abab", "abab")]
    [DataRow("bbb_bb__a", "bba")]
    public void Path_is_collapsed_to_text(string path, string text) =>
        Assert.AreEqual(text, _decoder.Decode(ScoresAlong(path)).Text);

    [TestMethod]
    public void Character_has_its_columns_and_its_best_probability()
    {
        var scores = ScoresAlong("_aa_ab");
        scores.Values[(1 * 4) + 1] = MathF.Log(0.6f);
        scores.Values[(2 * 4) + 1] = MathF.Log(0.8f);
        var characters = _decoder.Decode(scores).Characters;

        Assert.HasCount(3, characters);
        AssertCharacter(characters[0], "a", 1, 2, 0.8f);
        AssertCharacter(characters[1], "a", 4, 4, 0.7f);
        AssertCharacter(characters[2], "b", 5, 5, 0.7f);
    }

    [TestMethod]
    public void Confidence_is_the_geometric_mean_of_the_characters()
    {
        var scores = ScoresAlong("a_b");
        scores.Values[1] = MathF.Log(0.9f);
        Assert.AreEqual(MathF.Sqrt(0.9f * 0.7f), _decoder.Decode(scores).Confidence, 1e-6f);
        Assert.AreEqual(0f, _decoder.Decode(ScoresAlong("__")).Confidence);
    }

    [TestMethod]
    public void The_temperature_moves_confidence_and_no_text()
    {
        var scores = ScoresAlong("ab");
        var (told, doubted) = (_decoder.Decode(scores), new BestPathDecoder(_alphabet, 2).Decode(scores));
        Assert.AreEqual(told.Text, doubted.Text);

        // 0.7 is odds of 7 to 3; at temperature 2 their square root.
        var odds = Math.Sqrt(7.0 / 3);
        Assert.AreEqual(odds / (1 + odds), doubted.Characters[0].Probability, 1e-6);
    }

    [TestMethod]
    public void Scores_of_another_alphabet_are_refused()
    {
        var exception = Assert.ThrowsExactly<ArgumentException>(() => _decoder.Decode(new LabelScores(2, 3, new float[6])));
        Assert.Contains("scores 3 labels, but the alphabet has 4", exception.Message);
    }

    private static void AssertCharacter(ReadCharacter character, string text, int first, int last, float probability)
    {
        Assert.AreEqual(text, character.Text);
        Assert.AreEqual(first, character.FirstColumn);
        Assert.AreEqual(last, character.LastColumn);
        Assert.AreEqual(probability, character.Probability, 1e-6f);
    }

    /// <summary>Scores in which every column gives 0.7 to one label and 0.1 to the three others.</summary>
    private static LabelScores ScoresAlong(string path)
    {
        var values = new float[path.Length * 4];
        for (var t = 0; t < path.Length; t++)
        {
            for (var label = 0; label < 4; label++)
            {
                values[(t * 4) + label] = MathF.Log("_abc"[label] == path[t] ? 0.7f : 0.1f);
            }
        }

        return new LabelScores(path.Length, 4, values);
    }
}
