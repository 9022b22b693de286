namespace HandwritingLstm.Cli.Tests;

[TestClass]
public sealed class SplitCommandTests
{
    [TestMethod]
    public void Parts_are_files_whose_images_are_found()
    {
        using var folder = new TemporaryFolder();
        SampleLine.Write(folder["data/lines/1.png"]);
        SampleLine.Write(folder["data/lines/2.png"]);
        var truth = folder.Write("data/all.csv", "image,text,writer,page\nlines/1.png,abc,ann,p1\nlines/2.png,cab,bob,p2\n");
        var run = Htr.Run("split", "--truth", truth, "--shares", "train=1,valid=1", "--output", folder["parts"]);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.Contains("train.csv: 1 lines (50.0 %), 1 writers, 1 pages", run.Output);
        Assert.Contains("checked: none of 2 writers and 2 pages is in two parts", run.Output);
        foreach (var part in new[] { "parts/train.csv", "parts/valid.csv" })
        {
            var lint = Htr.Run("lint", "--truth", folder[part]);
            Assert.AreEqual(0, lint.ExitCode, lint.Output);
        }

        Assert.Contains(",train\n", File.ReadAllText(folder["parts/train.csv"]));
    }

    [TestMethod]
    [DataRow("image,text\na.png,abc\nb.png,abc\n")]
    [DataRow("image,text,writer\na.png,abc,ann\nb.png,abc,bob\n")]
    public void Truth_that_is_named_twice_is_an_error(string truth)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("all.csv", truth);
        var run = Htr.Run("split", "--truth", $"{path};{path}", "--shares", "a=1,b=1", "--output", folder["parts"]);
        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("its image 'a.png' is in the ground truth twice", run.Error);
        Assert.IsFalse(Directory.Exists(folder["parts"]));
    }

    [TestMethod]
    public void Images_of_one_name_in_two_folders_are_two()
    {
        using var folder = new TemporaryFolder();
        foreach (var page in new[] { "page1", "page2" })
        {
            SampleLine.Write(folder[$"{page}/line1.png"]);
            folder.Write($"{page}/line1.gt.txt", "abc");
        }

        var run = Htr.Run("split", "--truth", $"{folder["page1"]};{folder["page2"]}", "--shares", "a=1,b=1", "--output", folder["parts"]);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.HasCount(2, new[] { "a", "b" }.Select(part => File.ReadAllLines(folder[$"parts/{part}.csv"])[1].Split(',')[0]).Distinct(StringComparer.Ordinal).ToArray());
    }

    [TestMethod]
    public void One_of_several_ground_truths_is_not_replaced()
    {
        using var folder = new TemporaryFolder();
        var (one, two) = (folder.Write("train.csv", "image,text,writer\n1.png,a,ann\n"), folder.Write("more.csv", "image,text,writer\n2.png,b,bob\n"));
        var run = Htr.Run("split", "--truth", $"{one};{two}", "--shares", "train=1,valid=1", "--output", folder.Path);
        Assert.AreEqual(2, run.ExitCode);
        Assert.Contains("train.csv is the ground truth itself", run.Error);
        Assert.Contains("ann", File.ReadAllText(one));
    }

    [TestMethod]
    public void Doubts_are_named()
    {
        using var folder = new TemporaryFolder();
        var truth = folder.Write("all.csv", "image,text\n1.png,same\n2.png,same\n");
        var run = Htr.Run("split", "--truth", truth, "--shares", "a=1,b=1", "--output", folder["parts"]);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.Contains("2 lines have neither writer nor page", run.Error);
        Assert.Contains("1 texts are in more than one part", run.Error);
    }

    [TestMethod]
    [DataRow("train", 2)]
    [DataRow("train=x,valid=1", 2)]
    [DataRow("train=0,valid=1", 1)]
    [DataRow("train=1", 1)]
    [DataRow("a=1,b=1,c=1", 1)] // three parts of two writers
    public void Shares_that_make_no_sense_write_nothing(string shares, int exitCode)
    {
        using var folder = new TemporaryFolder();
        var truth = folder.Write("all.csv", "image,text,writer\n1.png,x,ann\n2.png,y,bob\n");
        Assert.AreEqual(exitCode, Htr.Run("split", "--truth", truth, "--shares", shares, "--output", folder["parts"]).ExitCode);
        Assert.IsFalse(Directory.Exists(folder["parts"]));
    }

    [TestMethod]
    public void Ground_truth_itself_is_never_replaced()
    {
        using var folder = new TemporaryFolder();
        var truth = folder.Write("train.csv", "image,text,writer\n1.png,x,ann\n2.png,y,bob\n");
        var run = Htr.Run("split", "--truth", truth, "--shares", "train=1,valid=1", "--output", folder.Path);
        Assert.AreEqual(2, run.ExitCode);
        Assert.HasCount(3, File.ReadAllLines(truth));
    }
}
