using HandwritingLstm.Training.Tests.Synthesis;

namespace HandwritingLstm.Cli.Tests;

[TestClass]
public sealed class SynthesizeCommandTests
{
    [TestMethod]
    public void Lines_appear_with_ground_truth_that_lint_accepts()
    {
        using var folder = new TemporaryFolder();
        var run = Synthesize(folder, folder["out"]);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.Contains("12 lines", run.Error);

        var truth = File.ReadAllLines(folder["out/truth.csv"]);
        Assert.AreEqual("image,text,writer,page,split", truth[0]);
        Assert.HasCount(13, truth);
        Assert.HasCount(12, Directory.GetFiles(folder["out/lines/"]));
        Assert.AreEqual(0, Htr.Run("lint", "--truth", folder["out/truth.csv"]).ExitCode);
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_files_on_any_number_of_threads()
    {
        using var folder = new TemporaryFolder();
        Synthesize(folder, folder["one"], "--threads", "1");
        Synthesize(folder, folder["two"], "--threads", "2");
        Synthesize(folder, folder["other"], "--seed", "2");
        foreach (var file in (string[])["truth.csv", "lines/000001.png", "lines/000012.png"])
        {
            CollectionAssert.AreEqual(File.ReadAllBytes(folder[$"one/{file}"]), File.ReadAllBytes(folder[$"two/{file}"]), file);
            CollectionAssert.AreNotEqual(File.ReadAllBytes(folder[$"one/{file}"]), File.ReadAllBytes(folder[$"other/{file}"]), file);
        }
    }

    [TestMethod]
    public void A_text_that_no_font_has_the_characters_of_is_one_clear_line()
    {
        using var folder = new TemporaryFolder();
        folder.Write("text.txt", "жжж жжжж");
        Directory.CreateDirectory(folder["fonts"]);
        File.WriteAllBytes(folder["fonts/test.woff"], TestFont.Woff);
        var run = Htr.Run("synthesize", folder["text.txt"], "--fonts", folder["fonts"], "-o", folder["out"]);
        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("None of the 1 fonts has all characters", run.ErrorLines.Single());
    }

    [TestMethod]
    public void Lines_that_were_drawn_over_have_no_ground_truth_left()
    {
        using var folder = new TemporaryFolder();
        Assert.AreEqual(0, Synthesize(folder, folder["out"]).ExitCode);
        folder.Write("other.txt", "жжж жжжж");
        Assert.AreEqual(1, Htr.Run("synthesize", folder["other.txt"], "--fonts", folder["fonts"], "-o", folder["out"]).ExitCode);
        Assert.IsFalse(File.Exists(folder["out/truth.csv"]));
    }

    [TestMethod]
    public void A_text_in_another_encoding_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["latin.txt"], [.. "abba\nbob"u8, 0xE9]);
        File.WriteAllBytes(folder["test.woff"], TestFont.Woff);
        var run = Htr.Run("synthesize", folder["latin.txt"], "--fonts", folder["test.woff"], "-o", folder["out"]);
        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("latin.txt: row 2 is not UTF-8", run.Error);
    }

    [TestMethod]
    public void What_is_no_font_is_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("text.txt", "abba");
        var run = Htr.Run("synthesize", folder["text.txt"], "--fonts", folder["text.txt"], "-o", folder["out"]);
        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("text.txt", run.Error);
        Assert.IsFalse(File.Exists(folder["out/truth.csv"]));
    }

    private static Htr Synthesize(TemporaryFolder folder, string output, params string[] more)
    {
        File.WriteAllBytes(folder["fonts/test.woff"], TestFont.Woff);
        folder.Write("text.txt", "abba bob oboa baab oo aabb bobo");

        // A word, not a pattern: the font has three letters only, so some attempts are needed.
        return Htr.Run(["synthesize", folder["text.txt"], "--fonts", folder["fonts"], "--count", "12", "-o", output, .. more]);
    }
}
