using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Tests.Data;

[TestClass]
public sealed class TextCheckTests
{
    [TestMethod]
    [DataRow("Entre Madame Anne", "Entre Madame Anne")]
    [DataRow("Entre Madame Anne", "Entrc Madume Ame")]
    [DataRow("Entre Madame Anne.", "Entre Madame Anne", DisplayName = "a full stop that was not read")]
    [DataRow("Entre Madame Anne", "Entre Madame Ann e de", DisplayName = "more than the text has")]
    [DataRow("dit", "dit -")]
    [DataRow("12", "12")]
    public void What_a_model_reads_badly_is_no_doubt(string truth, string reading) => Assert.IsNull(TextCheck.Doubt(truth, reading));

    [TestMethod]
    [DataRow("demandeurs Comparante ;", "demandeurs Comparan", "lacks the end of")]
    [DataRow("demandeurs comparant par", "demandeurs comparan", "lacks the end of")]
    [DataRow("rue de Paris, numéro cent", "de Paris, numero cent", "lacks the beginning of")]
    [DataRow("Du dit jour onze Juin", "quarante francs", "does it belong to the image?")]
    [DataRow("Du dit jour", "", "does it belong to the image?")]
    public void A_text_that_the_image_does_not_show_is_doubtful(string truth, string reading, string doubt)
    {
        var found = TextCheck.Doubt(truth, reading);
        Assert.IsNotNull(found);
        StringAssert.Contains(found, doubt, StringComparison.Ordinal);
        StringAssert.Contains(found, $"\"{reading}\"", StringComparison.Ordinal);
    }
}
