using HandwritingLstm.Models;

namespace HandwritingLstm.Tests.Models;

[TestClass]
public sealed class ModelStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_name_is_a_file_in_the_shipped_folder()
    {
        Ship("b", "a");

        Assert.AreEqual(_folder.File("a.safetensors"), ModelStore.Find("a", _folder.Path));
        CollectionAssert.AreEqual(new[] { "a", "b" }, ModelStore.Names(_folder.Path).ToArray());
    }

    [TestMethod]
    public void A_file_wins_over_a_name()
    {
        Ship("a");
        var path = _folder.File("other");
        File.WriteAllText(path, "");

        Assert.AreEqual(path, ModelStore.Find(path, _folder.Path));
    }

    [TestMethod]
    [DataRow("c")]
    [DataRow("")]
    [DataRow("../a")]
    [DataRow("a\u0000")]
    public void An_unknown_name_lists_the_shipped_models(string name)
    {
        Ship("a", "b");
        var error = Assert.ThrowsExactly<RecognitionException>(() => ModelStore.Find(name, _folder.Path));

        Assert.Contains("the shipped models are: a, b.", error.Message);
    }

    [TestMethod]
    public void A_program_without_models_says_so()
    {
        Assert.IsEmpty(ModelStore.Names(_folder.File("missing")));

        var error = Assert.ThrowsExactly<RecognitionException>(() => ModelStore.Find("a", _folder.File("missing")));
        Assert.Contains("no model is shipped with this program", error.Message);
    }

    [TestMethod]
    public void Every_shipped_model_loads()
    {
        foreach (var name in ModelStore.Names())
        {
            ModelFile.Load(ModelStore.Find(name)).Spec.Validate();
        }
    }

    private void Ship(params string[] names)
    {
        foreach (var name in names)
        {
            File.WriteAllText(_folder.File(name + ".safetensors"), "");
        }
    }
}
