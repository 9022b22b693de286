namespace HandwritingLstm.Cli.Tests;

[TestClass]
public sealed class GlobPatternTests
{
    [TestMethod]
    [DataRow("*.png", "line2.png line10.png")]
    [DataRow("line?.png", "line2.png")]
    [DataRow("*/a.png", "x/a.png y/a.png")]
    [DataRow("x/*.png", "x/a.png x/b.png")]
    [DataRow("**/b.png", "x/b.png x/deep/b.png")]
    [DataRow("x/**/*.png", "x/a.png x/b.png x/deep/b.png")]
    [DataRow("x/../*.png", "x/../line2.png x/../line10.png")]
    [DataRow(".*.png", ".hidden.png")]
    [DataRow("*", "line2.png line10.png notes.txt x y")]
    [DataRow("none*.png", "")]
    [DataRow("none/*.png", "")]
    [DataRow("notes.txt/*.png", "")]
    public void Pattern_finds_what_a_shell_finds(string pattern, string expected)
    {
        using var folder = new TemporaryFolder();
        foreach (var name in "line10.png line2.png .hidden.png notes.txt x/a.png x/b.png x/deep/b.png y/a.png".Split(' '))
        {
            folder.Write(name);
        }

        var found = GlobPattern.Expand(Path.Combine(folder.Path, pattern)).Select(path => path[(folder.Path.Length + 1)..]);
        Assert.AreEqual(expected, string.Join(' ', found));
    }

    [TestMethod]
    public void Existing_file_with_a_star_in_its_name_is_no_pattern()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("5*.png");
        Assert.IsFalse(GlobPattern.IsPattern(path));
        Assert.IsTrue(GlobPattern.IsPattern(folder["6*.png"]));
        Assert.IsFalse(GlobPattern.IsPattern("plain.png"));
    }
}
