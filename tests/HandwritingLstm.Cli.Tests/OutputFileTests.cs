namespace HandwritingLstm.Cli.Tests;

[TestClass]
public sealed class OutputFileTests
{
    [TestMethod]
    public void File_appears_only_when_it_is_committed()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("out.csv", "old");
        using (var file = new OutputFile(path))
        {
            file.Writer.Write("new");
            file.Writer.Flush();
            Assert.AreEqual("old", File.ReadAllText(path));
            file.Commit();
        }

        Assert.AreEqual("new", File.ReadAllText(path));
        Assert.HasCount(1, Directory.GetFiles(folder.Path));
    }

    [TestMethod]
    public void File_that_is_not_committed_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        using (var file = new OutputFile(folder["out.csv"]))
        {
            file.Writer.Write("half");
        }

        Assert.IsEmpty(Directory.GetFiles(folder.Path));
    }

    [TestMethod]
    public void Place_that_cannot_be_written_is_named()
    {
        using var folder = new TemporaryFolder();
        var missing = Path.Combine(folder.Path, "no folder", "out.csv");
        var problem = Assert.ThrowsExactly<RecognitionException>(() => new OutputFile(missing));
        Assert.StartsWith(missing, problem.Message);
        problem = Assert.ThrowsExactly<RecognitionException>(() => new OutputFile(folder.Path));
        Assert.Contains("is a folder", problem.Message);
    }
}
