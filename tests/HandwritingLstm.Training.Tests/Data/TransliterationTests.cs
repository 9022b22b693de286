using HandwritingLstm.Text;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Tests.Data;

[TestClass]
public sealed class TransliterationTests
{
    private static readonly Alphabet _english = new("abcdefghijklmnopqrstuvwxyzABCDEO \"'-.".Select(letter => letter.ToString()));

    [TestMethod]
    [DataRow("déjà vu à l'été", "deja vu a l'ete")]
    [DataRow("cœur, Œuvre", "coeur, Oeuvre")]
    [DataRow("« l’été »…", "\" l'ete \"...")]
    [DataRow("Ça — naïf", "Ca - naif")]
    [DataRow("e\u0301te\u0301", "ete")] // not composed
    [DataRow("日本 x", "日本 x")]
    [DataRow("", "")]
    public void Accents_go_and_what_has_no_letter_stays(string text, string spelled) =>
        Assert.AreEqual(spelled, Transliteration.Spell(text, _english));

    [TestMethod]
    public void Letters_of_the_alphabet_are_kept()
    {
        var french = new Alphabet("aeéœ".Select(letter => letter.ToString()));
        Assert.AreEqual("éœea", Transliteration.Spell("éœèà", french));
    }

    [TestMethod]
    public void What_cannot_be_spelled_even_plainly_stays_whole() =>
        Assert.AreEqual("Ü", Transliteration.Spell("Ü", new Alphabet(["u"])));
}
