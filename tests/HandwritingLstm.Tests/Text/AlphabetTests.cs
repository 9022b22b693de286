using HandwritingLstm.Text;

namespace HandwritingLstm.Tests.Text;

[TestClass]
public sealed class AlphabetTests
{
    [TestMethod]
    public void Characters_become_labels_from_one()
    {
        var alphabet = new Alphabet(["b", "a"]);
        Assert.AreEqual(3, alphabet.LabelCount);
        Assert.AreEqual("", alphabet[Alphabet.Blank]);
        Assert.AreEqual("b", alphabet[1]);
        CollectionAssert.AreEqual(new[] { "b", "a" }, alphabet.Characters.ToArray());
        CollectionAssert.AreEqual(new[] { 2, 1, 1, 2 }, alphabet.Encode("abba"));
    }

    [TestMethod]
    [DataRow(new[] { "a", "" }, "Label 2 of the alphabet is empty")]
    [DataRow(new[] { "a", "b", "a" }, "'a' (U+0061) twice, as label 1 and as label 3")]
    [DataRow(new[] { "e\u0301" }, "(U+0065 U+0301), is not in NFC")]
    [DataRow(new string[0], "has no characters")]
    public void Unusable_characters_are_refused(string[] characters, string message)
    {
        var exception = Assert.ThrowsExactly<RecognitionException>(() => new Alphabet(characters));
        Assert.Contains(message, exception.Message);
    }

    [TestMethod]
    public void Half_a_surrogate_pair_is_refused() =>
        Assert.ThrowsExactly<RecognitionException>(() => new Alphabet(["\ud800"]));

    [TestMethod]
    public void Alphabet_of_texts_is_their_sorted_code_points_in_NFC()
    {
        var alphabet = Alphabet.FromTexts(["ze\u0301 a", "𝄞a", "اب"]);
        CollectionAssert.AreEqual(new[] { " ", "a", "z", "é", "ا", "ب", "𝄞" }, alphabet.Characters.ToArray());
        Assert.ThrowsExactly<RecognitionException>(() => Alphabet.FromTexts(["", ""]));
    }

    [TestMethod]
    public void Texts_are_composed_before_they_are_encoded()
    {
        var alphabet = Alphabet.FromTexts(["é𝄞"]);
        CollectionAssert.AreEqual(new[] { 1, 2, 1 }, alphabet.Encode("e\u0301𝄞é"));
        CollectionAssert.AreEqual(Array.Empty<int>(), alphabet.Encode(""));
    }

    [TestMethod]
    public void Longest_label_wins()
    {
        var alphabet = new Alphabet(["c", "h", "ch", "sch", "s"]);
        CollectionAssert.AreEqual(new[] { 4, 5, 2, 3, 1 }, alphabet.Encode("schshchc"));
    }

    [TestMethod]
    public void Unknown_character_is_named_with_code_point_and_position()
    {
        var alphabet = new Alphabet(["a", "𝄞"]);
        var exception = Assert.ThrowsExactly<RecognitionException>(() => alphabet.Encode("𝄞a€"));
        Assert.Contains("'€' (U+20AC) as its character 3, but the alphabet of 2 characters", exception.Message);

        exception = Assert.ThrowsExactly<RecognitionException>(() => alphabet.Encode("a\n"));
        Assert.Contains("has U+000A as its character 2", exception.Message);
    }

    [TestMethod]
    public void Trying_returns_the_unknown_character()
    {
        var alphabet = new Alphabet(["a"]);
        Assert.IsTrue(alphabet.TryEncode("aa", out var labels, out var unknown));
        CollectionAssert.AreEqual(new[] { 1, 1 }, labels);
        Assert.IsNull(unknown);

        Assert.IsFalse(alphabet.TryEncode("a😀a", out labels, out unknown));
        Assert.IsEmpty(labels);
        Assert.AreEqual("😀", unknown);
    }

    [TestMethod]
    public void Union_keeps_the_labels_of_the_first()
    {
        var union = new Alphabet(["z", "a"]).Union(new Alphabet(["b", "a", "c"]));
        CollectionAssert.AreEqual(new[] { "z", "a", "b", "c" }, union.Characters.ToArray());
    }
}
