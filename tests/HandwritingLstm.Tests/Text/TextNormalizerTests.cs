using System.Text;
using HandwritingLstm.Text;

namespace HandwritingLstm.Tests.Text;

[TestClass]
public sealed class TextNormalizerTests
{
    [TestMethod]
    [DataRow("", "")]
    [DataRow(" \t\r\n ", "")]
    [DataRow("  a \t\u00A0\u2003 b\n", "a b")]
    [DataRow("e\u0301te\u0301", "été")]
    [DataRow("a\u0001b\u007F\u0000", "ab")]
    [DataRow("e\u0002\u0301", "é")] // composed once the control character is gone
    [DataRow("a \u0001 b", "a b")]
    [DataRow("می\u200Cخواهم", "می\u200Cخواهم")] // the zero-width non-joiner is spelling
    [DataRow("\uFFFEé", "\uFFFDé")]
    public void Text_is_brought_into_one_spelling(string text, string normalized) =>
        Assert.AreEqual(normalized, TextNormalizer.Normalize(text));

    [TestMethod]
    public void Half_a_surrogate_pair_becomes_the_replacement_character() =>
        Assert.AreEqual("a\uFFFDé", TextNormalizer.Normalize("a\ud83de\u0301")); // not in a DataRow: attributes hold no halves

    [TestMethod]
    public void Normalising_again_changes_nothing()
    {
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var text = RandomText.Of(random, 12);
            var once = TextNormalizer.Normalize(text);
            Assert.AreEqual(once, TextNormalizer.Normalize(once));
            Assert.IsTrue(once.IsNormalized(NormalizationForm.FormC));
        }
    }
}
