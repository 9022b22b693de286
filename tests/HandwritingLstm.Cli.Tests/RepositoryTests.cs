namespace HandwritingLstm.Cli.Tests;

/// <summary>What the documents say of the tree is true of the tree.</summary>
[TestClass]
public sealed class RepositoryTests
{
    [TestMethod]
    public void Everything_in_the_README_tree_exists()
    {
        var listed = ReadmeTree();
        Assert.IsGreaterThan(15, listed.Count);
        var missing = listed.Where(path => !Path.Exists(Path.Combine(Repository.Root, path)));
        Assert.AreEqual("", string.Join(' ', missing));
    }

    [TestMethod]
    public void Every_folder_that_holds_the_product_is_in_the_README_tree()
    {
        var listed = ReadmeTree().Select(path => path.TrimEnd('/')).ToHashSet(StringComparer.Ordinal);
        var tops = Directory.EnumerateDirectories(Repository.Root).Select(Path.GetFileName)
            .Where(folder => Repository.Folders().Contains(folder, StringComparer.Ordinal) && folder![0] != '.');
        var product = tops.Concat(Repository.Folders("src"))
            .Concat(Repository.Folders("training").Where(folder => folder.Count(letter => letter == '/') == 1));
        Assert.AreEqual("", string.Join(' ', product.Where(folder => !listed.Contains(folder!))));
    }

    [TestMethod]
    public void What_the_design_requires_exists()
    {
        string[] required =
        [
            "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "HandwritingLstm.sln", "htr", "test.sh", ".ci/run",
            "Directory.Build.props", "Directory.Packages.props", ".editorconfig", "global.json",
            "src/HandwritingLstm/LineRecognizer.cs", "src/HandwritingLstm/LineReading.cs",
            "src/HandwritingLstm/RecognizerOptions.cs", "src/HandwritingLstm/RecognitionException.cs",
            "src/HandwritingLstm/Imaging", "src/HandwritingLstm/Network/Kernels", "src/HandwritingLstm/Ctc",
            "src/HandwritingLstm/Decoding", "src/HandwritingLstm/Text", "src/HandwritingLstm/Formats",
            "src/HandwritingLstm/Evaluation", "src/HandwritingLstm/Models", "src/HandwritingLstm.Cli",
            "training/HandwritingLstm.Training", "training/recipes", "training/LOG.md", "training/MODEL_CARD.md",
            "tests/HandwritingLstm.Tests", "tests/HandwritingLstm.Cli.Tests", "tests/HandwritingLstm.Training.Tests",
            "tests/HandwritingLstm.Benchmarks", "samples/lines/truth.csv",
        ];
        Assert.AreEqual("", string.Join(' ', required.Where(path => !Path.Exists(Path.Combine(Repository.Root, path)))));
    }

    [TestMethod]
    public void No_source_file_is_longer_than_300_lines()
    {
        var files = Repository.Files(".cs").ToList();
        Assert.IsGreaterThan(50, files.Count);
        var tooLong = files.Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal)) // generated: nobody reads them
            .Where(file => File.ReadLines(Path.Combine(Repository.Root, file)).Count() > 300);
        Assert.AreEqual("", string.Join(' ', tooLong));
    }

    [TestMethod]
    public void Library_depends_on_no_other_project()
    {
        Assert.DoesNotContain("ProjectReference", Repository.Read("src/HandwritingLstm/HandwritingLstm.csproj"));
        Assert.DoesNotContain("Cli", Repository.Read("training/HandwritingLstm.Training/HandwritingLstm.Training.csproj"));
    }

    /// <summary>The paths in README's tree: two blanks of indentation per level, the name, then what it is.</summary>
    private static List<string> ReadmeTree()
    {
        var block = Repository.Read("README.md").Split("## Tree\n```\n")[1].Split("\n```")[0];
        var folders = new List<string>();
        var paths = new List<string>();
        foreach (var line in block.Split('\n'))
        {
            var depth = (line.Length - line.TrimStart().Length) / 2;
            folders.RemoveRange(depth, folders.Count - depth);
            folders.Add(line.TrimStart().Split(' ')[0]);
            paths.Add(string.Concat(folders));
        }

        return paths;
    }
}
