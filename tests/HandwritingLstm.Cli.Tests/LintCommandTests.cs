namespace HandwritingLstm.Cli.Tests;

[TestClass]
public sealed class LintCommandTests
{
    [TestMethod]
    public void Good_data_set_is_exit_code_0()
    {
        using var folder = new TemporaryFolder();
        SampleLine.Write(folder["one.png"]);
        var run = Htr.Run("lint", "--truth", folder.Write("truth.csv", "image,text\none.png,abc\n"));
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.Contains("1 lines checked, 0 cannot be used", run.Output);
    }

    [TestMethod]
    public void Every_bad_line_is_named_with_its_row()
    {
        using var folder = new TemporaryFolder();
        SampleLine.Write(folder["one.png"]);
        SampleLine.Write(folder["narrow.png"], strokes: 2);
        folder.Write("broken.png", "no image");
        var truth = folder.Write("truth.csv", $"image,text\none.png,abc\nmissing.png,abc\nbroken.png,abc\none.bmp,\nnarrow.png,{new string('m', 500)}\n");
        var recipe = folder.Write("recipe.json", $$"""{ "network": "{{TinyModel.Vgsl}}", "preprocessing": { "height": 16 } }""");

        var run = Htr.Run("lint", "--truth", truth, "--recipe", recipe);
        Assert.AreEqual(1, run.ExitCode);
        foreach (var (row, name) in new[] { (3, "missing.png"), (4, "broken.png"), (5, "one.bmp"), (6, "narrow.png") })
        {
            Assert.HasCount(1, run.OutputLines.Where(line => line.Contains($"row {row}, {name}: ", StringComparison.Ordinal)), name);
        }

        Assert.Contains("5 lines checked, 4 cannot be used", run.Output);
    }
}
