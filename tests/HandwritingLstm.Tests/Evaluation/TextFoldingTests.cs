using HandwritingLstm.Evaluation;
using HandwritingLstm.Tests.Text;

namespace HandwritingLstm.Tests.Evaluation;

[TestClass]
public sealed class TextFoldingTests
{
    [TestMethod]
    [DataRow("The CAT", "the cat")]
    [DataRow("ÉTÉ", "été")]
    [DataRow("E\u0301", "é")] // NFC on the way
    [DataRow("ΣΑΣ", "σας")] // both small sigmas are one capital
    [DataRow("𐐀", "𐐨")] // a capital beyond the first plane
    [DataRow("سلام", "سلام")]
    public void Case_is_ignored(string text, string like) => Assert.AreEqual(TextFolding.IgnoreCase(like), TextFolding.IgnoreCase(text));

    [TestMethod]
    [DataRow("Don't stop, now!", "Dont stop now")]
    [DataRow("a – b", "a b")] // the space that stays doubled goes
    [DataRow("« oui »", "oui")]
    [DataRow("قال، نعم؟", "قال نعم")]
    [DataRow("1+1=2 €", "1+1=2 €")] // symbols are no punctuation
    [DataRow("  a  b ", "  a  b ")] // without punctuation nothing changes
    [DataRow("...", "")]
    public void Punctuation_is_ignored(string text, string expected) => Assert.AreEqual(expected, TextFolding.IgnorePunctuation(text));

    [TestMethod]
    public void Ignoring_twice_changes_nothing()
    {
        var random = new Random(5);
        for (var round = 0; round < 500; round++)
        {
            var text = RandomText.Of(random, 12) + (char)random.Next(0x21, 0x500);
            var folded = TextFolding.IgnorePunctuation(text);
            Assert.AreEqual(folded, TextFolding.IgnorePunctuation(folded));
            var small = TextFolding.IgnoreCase(text);
            Assert.AreEqual(small, TextFolding.IgnoreCase(small));
        }
    }
}
