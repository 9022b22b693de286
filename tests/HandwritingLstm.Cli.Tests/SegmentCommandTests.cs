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
