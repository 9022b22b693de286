namespace HandwritingLstm.Cli.Tests;

/// <summary>The pages in samples/pages are what the README shows: every line of them is found.</summary>
[TestClass]
public sealed class SamplePagesTests
{
    [TestMethod]
    [DataRow("letter")]
    [DataRow("columns")]
    public void Every_line_of_a_sample_page_is_found(string name)
    {
        using var folder = new TemporaryFolder();
        var page = Path.Combine(Repository.Root, "samples", "pages", name + ".jpg");
        var run = Htr.Run("segment", page, "-o", folder.Path);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        var written = File.ReadLines(Path.ChangeExtension(page, ".gt.txt")).Count();
        Assert.AreEqual($"{page}\t{written} lines\n", run.Output);
    }
}
