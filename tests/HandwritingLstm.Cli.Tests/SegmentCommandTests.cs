using HandwritingLstm.Formats;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Cli.Tests;

[TestClass]
public sealed class SegmentCommandTests
{
    [TestMethod]
    public void Page_gives_an_overlay_and_page_xml()
    {
        using var folder = new TemporaryFolder();
        var page = SamplePage.Write(folder["scan.png"], lines: 5);
        var run = Htr.Run("segment", page, "--output", folder["out/"]);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.AreEqual($"{page}\t5 lines\n", run.Output);

        var overlay = ImageFile.Load(folder["out/scan.lines.png"]);
        Assert.AreEqual((SamplePage.Width, SamplePage.Height), (overlay.Width, overlay.Height));
        var layout = PageXml.Read(folder["out/scan.page.xml"]).Layout;
        Assert.AreEqual((SamplePage.Width, SamplePage.Height), (layout.Width, layout.Height));
        Assert.AreEqual(5, layout.Lines.Count());
        Assert.IsFalse(Directory.Exists(folder["out/scan"]));
    }

    [TestMethod]
    public void Lines_are_cut_out_on_demand()
    {
        using var folder = new TemporaryFolder();
        var run = Htr.Run("segment", SamplePage.Write(folder["scan.png"], lines: 3), "-o", folder.Path, "--cut");
        Assert.AreEqual(0, run.ExitCode, run.Error);
        var line = ImageFile.Load(folder["scan/line3.png"]);
        Assert.IsGreaterThan(500, line.Width);
        Assert.IsLessThan(70, line.Height);
        Assert.IsFalse(File.Exists(folder["scan/line4.png"]));
    }

    [TestMethod]
    public void Cuts_of_an_earlier_run_with_more_lines_are_gone()
    {
        using var folder = new TemporaryFolder();
        string Segment(int lines) => Htr.Run("segment", SamplePage.Write(folder["scan.png"], lines), "-o", folder.Path, "--cut").Error;
        Assert.AreEqual("", Segment(4));
        File.WriteAllText(folder["scan/notes.txt"], "of the user's");
        Assert.AreEqual("", Segment(2));
        string[] expected = ["line1.png", "line2.png", "notes.txt"];
        CollectionAssert.AreEqual(expected, Directory.GetFiles(folder["scan"]).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray());
    }

    [TestMethod]
    public void Damaged_page_of_a_file_keeps_no_other_from_being_segmented()
    {
        using var folder = new TemporaryFolder();
        var path = SampleLine.WriteTiff(folder["scan.tif"], SamplePage.Draw(2), SamplePage.Draw(3), SamplePage.Draw(1));
        SampleLine.DamagePage(path, 2);
        var run = Htr.Run("segment", path, "-o", folder.Path);
        Assert.AreEqual(1, run.ExitCode);
        CollectionAssert.AreEqual(new[] { $"{path}#1\t2 lines", $"{path}#3\t1 lines" }, run.OutputLines.ToArray());
        Assert.StartsWith($"htr: {path}#2: ", run.ErrorLines.Single());
        Assert.HasCount(1, PageXml.Read(folder["scan#3.page.xml"]).Layout.Lines.ToArray());
    }

    [TestMethod]
    public void What_was_written_beside_a_scan_is_no_scan()
    {
        using var folder = new TemporaryFolder();
        SamplePage.Write(folder["scan.png"], lines: 2);
        foreach (var images in (string[])[folder.Path, folder.Path, folder["*.png"]])
        {
            var run = Htr.Run("segment", images, "-o", folder.Path, "--cut");
            Assert.AreEqual(0, run.ExitCode, run.Error);
            Assert.HasCount(1, run.OutputLines);
        }

        Assert.IsTrue(File.Exists(folder["scan.lines.png"]));
        Assert.IsFalse(File.Exists(folder["scan.lines.lines.png"]));
    }

    [TestMethod]
    public void Layout_is_dated_as_its_scan()
    {
        using var folder = new TemporaryFolder();
        var scan = SamplePage.Write(folder["scan.png"], lines: 2);
        File.SetLastWriteTimeUtc(scan, new DateTime(2024, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        Assert.AreEqual(0, Htr.Run("segment", scan, "-o", folder.Path).ExitCode);
        Assert.Contains("<Created>2024-02-03T04:05:06", File.ReadAllText(folder["scan.page.xml"]));
    }

    [TestMethod]
    public void Pages_of_one_name_do_not_replace_each_other()
    {
        using var folder = new TemporaryFolder();
        SamplePage.Write(folder["one/scan.png"], lines: 3);
        SamplePage.Write(folder["two/scan.png"], lines: 2);
        var run = Htr.Run("segment", folder["one"], folder["two"], "-o", folder["out"]);
        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("would replace those of", run.ErrorLines.Single());
        Assert.AreEqual(3, PageXml.Read(folder["out/scan.page.xml"]).Layout.Lines.Count());
    }

    [TestMethod]
    public void One_bad_image_does_not_stop_the_others()
    {
        using var folder = new TemporaryFolder();
        folder.Write("scans/a.png", "this is no image");
        SamplePage.Write(folder["scans/b.png"], lines: 2);
        var run = Htr.Run("segment", folder["scans"], "-o", folder["out"]);
        Assert.AreEqual(1, run.ExitCode);
        Assert.HasCount(1, run.ErrorLines);
        Assert.Contains("a.png", run.ErrorLines[0]);
        Assert.HasCount(1, run.OutputLines);
    }
}
