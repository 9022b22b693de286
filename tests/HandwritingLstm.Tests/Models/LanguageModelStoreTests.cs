using HandwritingLstm.Models;

namespace HandwritingLstm.Tests.Models;

[TestClass]
public sealed class LanguageModelStoreTests
{
    [TestMethod]
    public void A_name_is_a_shipped_model_unless_there_is_such_a_file()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var shipped = Path.Combine(folder, "english.lm");
            File.WriteAllText(shipped, "");
            Assert.AreEqual(shipped, LanguageModelStore.Find("english", folder));
            Assert.AreEqual(shipped, LanguageModelStore.Find(shipped, folder));
            Assert.AreEqual("french", LanguageModelStore.Find("french", folder));
            Assert.AreEqual("./english", LanguageModelStore.Find("./english", folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    [DataRow("english", "the letter that he had written", "that he the written had letter")]
    [DataRow("french", "été de la même année", "même la année de été")]
    public void The_shipped_ones_know_their_language(string name, string text, string shuffled)
    {
        var model = LanguageModelStore.Load(name);
        Assert.IsGreaterThan(model.LogProbability(shuffled), model.LogProbability(text));
        Assert.IsGreaterThan(model.LogProbability(new string([.. text.Reverse()])) + 20, model.LogProbability(text));
    }

    [TestMethod]
    public void What_is_neither_file_nor_name_is_named()
    {
        var problem = Assert.ThrowsExactly<RecognitionException>(() => LanguageModelStore.Load("klingon"));
        Assert.Contains("klingon", problem.Message);
        Assert.Contains("shipped", problem.Message);
    }
}
