using HandwritingLstm.Decoding;
using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Tests.Decoding;

[TestClass]
public sealed class TextAgreementTests
{
    [TestMethod]
    [DataRow("abc", "abc", "111")]
    [DataRow("abc", "adc", "101")]
    [DataRow("abc", "ac", "101")]
    [DataRow("abc", "abbc", "111")]
    [DataRow("abc", "", "000")]
    [DataRow("abcdef", "xbcdey", "011110")]
    public void Texts_agree_where_an_alignment_matches(string best, string other, string agreeing)
    {
        var agreement = TextAgreement.Of([(Labels(best), -1), (Labels(other), -1)]);
        CollectionAssert.AreEqual(agreeing.Select(digit => digit == '1' ? 1.0 : 0.5).ToArray(), agreement);
    }

    [TestMethod]
    public void Texts_count_as_much_as_they_are_probable()
    {
        var agreement = TextAgreement.Of([(Labels("ab"), Math.Log(0.6)), (Labels("cb"), Math.Log(0.3)), (Labels("ac"), Math.Log(0.1))]);
        Assert.AreEqual(0.7, agreement[0], 1e-9);
        Assert.AreEqual(0.9, agreement[1], 1e-9);
    }

    [TestMethod]
    public void No_alignment_matches_more()
    {
        var random = new Random(3);
        for (var i = 0; i < 200; i++)
        {
            var (best, other) = (Random(), Random());
            var matches = TextAgreement.Of([(best, 0), (other, 0)]).Count(value => value > 0.75);
            var edits = EditDistance.Count(best, other);
            Assert.AreEqual(best.Length - edits.Substitutions - edits.Deletions, matches, $"text pair {i}");
        }

        int[] Random() => [.. Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(1, 4))];
    }

    private static int[] Labels(string text) => [.. text.Select(letter => (int)letter)];
}
