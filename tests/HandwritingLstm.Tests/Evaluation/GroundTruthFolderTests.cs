using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Tests.Evaluation;

[TestClass]
public sealed class GroundTruthFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Texts_are_paired_with_the_images_beside_them()
    {
        _folder.Write("b.tif", "");
        _folder.Write("b.gt.txt", "second é\r\n");
        _folder.Write("a.1.JPG", "");
        _folder.Write("a.1.gt.txt", " first");
        _folder.Write("without-text.png", "");
        _folder.Write("notes.txt", "no ground truth");
        var lines = GroundTruthFolder.Read(_folder.Path);

        Assert.HasCount(2, lines);
        Assert.AreEqual(new GroundTruthLine("a.1.JPG", Path.Combine(_folder.Path, "a.1.JPG"), " first", null, null, null, 0) { Source = _folder.Path }, lines[0]);
        Assert.AreEqual(new GroundTruthLine("b.tif", Path.Combine(_folder.Path, "b.tif"), "second é", null, null, null, 0) { Source = _folder.Path }, lines[1]);
    }

    [TestMethod]
    public void Hidden_files_are_no_ground_truth()
    {
        _folder.Write("a.png", "");
        _folder.Write("a.gt.txt", "a");
        _folder.Write("._a.png", "");
        _folder.Write("._a.gt.txt", [0x00, 0x05, 0x16, 0x07, 0xB0]);
        Assert.AreEqual("a.png", GroundTruthFolder.Read(_folder.Path).Single().Image);
    }

    [TestMethod]
    public void Text_without_image_names_the_image_that_is_missing()
    {
        _folder.Write("a.gt.txt", "a");
        Assert.AreEqual("a.png", GroundTruthFolder.Read(_folder.Path)[0].Image);
    }

    [TestMethod]
    public void Two_images_of_one_text_are_refused()
    {
        _folder.Write("a.gt.txt", "a");
        _folder.Write("a.png", "");
        _folder.Write("a.jpg", "");
        var exception = Assert.ThrowsExactly<RecognitionException>(() => GroundTruthFolder.Read(_folder.Path));
        Assert.Contains("a.gt.txt: two images belong to it, a.jpg and a.png", exception.Message);
    }

    [TestMethod]
    public void Folder_without_ground_truth_is_refused()
    {
        _folder.Write("a.png", "");
        Assert.Contains("found no .gt.txt", Assert.ThrowsExactly<RecognitionException>(() => GroundTruthFolder.Read(_folder.Path)).Message);
        Assert.ThrowsExactly<RecognitionException>(() => GroundTruthFolder.Read(Path.Combine(_folder.Path, "none")));
    }

    [TestMethod]
    public void Text_that_is_not_utf8_is_refused()
    {
        var path = _folder.Write("a.gt.txt", [0x61, 0x0A, 0xE9]);
        var exception = Assert.ThrowsExactly<RecognitionException>(() => GroundTruthFolder.Read(_folder.Path));
        Assert.StartsWith($"{path}: row 2 is not UTF-8", exception.Message);
    }
}
