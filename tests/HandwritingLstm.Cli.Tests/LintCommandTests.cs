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
    public void Texts_that_a_model_does_not_find_are_named_and_the_other_lines_kept()
    {
        using var folder = new TemporaryFolder();
        var model = TinyModel.Write(folder["tiny.safetensors"]);
        SampleLine.Write(folder["one.png"]);
        SampleLine.Write(folder["two.png"]);
        var reading = Htr.Run("recognize", folder["one.png"], "--model", model).OutputLines[0];
        var truth = folder.Write("truth.csv", $"image,text,writer\none.png,\"{reading}\",x\ntwo.png,{new string('z', 40)},x\nmissing.png,abc,x\n");
        Directory.CreateDirectory(folder["good"]);
        var run = Htr.Run("lint", "--truth", truth, "--model", model, "--output", folder["good/truth.csv"]);
        Assert.AreEqual(1, run.ExitCode, run.Error);
        Assert.HasCount(1, run.OutputLines.Where(line => line.Contains("row 3, two.png: the model reads", StringComparison.Ordinal)), run.Output);
        Assert.Contains("3 lines checked, 2 cannot be used", run.Output);

        var good = Evaluation.GroundTruthFile.Read(folder["good/truth.csv"]);
        Assert.HasCount(1, good);
        Assert.AreEqual((reading, "x"), (good[0].Text, good[0].Writer));
        Assert.IsTrue(File.Exists(good[0].ImagePath));

        Assert.AreEqual(2, Htr.Run("lint", "--truth", truth, "--output", truth).ExitCode);
        Assert.StartsWith("image,text,writer", File.ReadAllText(truth));
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
