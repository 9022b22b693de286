using HandwritingLstm.Evaluation;
using HandwritingLstm.Imaging;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Cli.Tests;

[TestClass]
public sealed class CutCommandTests
{
    [TestMethod]
    public void Lines_are_cut_with_their_texts_from_page_files_as_transcription_tools_lay_them_out()
    {
        using var folder = new TemporaryFolder();
        WritePage(folder, "a/scan.png", "a/page/scan.xml", "Ceci est", "mon  testament ");
        WriteAlto(folder, "scan2.png", "scan2.xml", "Fait à Paris");
        var run = Htr.Run("cut", folder.Path, "-o", folder["truth/"]);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.AreEqual("", run.Output);
        Assert.Contains("3 lines of 2 of 2 pages", run.Error);

        var truth = GroundTruthFile.Read(folder["truth/truth.csv"]);
        CollectionAssert.AreEqual(new[] { "Ceci est", "mon testament", "Fait à Paris" }, truth.Select(line => line.Text).ToArray());
        CollectionAssert.AreEqual(new[] { "a/scan.png", "a/scan.png", "scan2.png" }, truth.Select(line => line.Page).ToArray());
        Assert.IsTrue(truth.All(line => line.Writer is null && line.Split is null));
        var image = ImageFile.Load(truth[1].ImagePath);
        Assert.IsGreaterThan(500, image.Width);
        Assert.IsInRange(40, 70, image.Height);
        Assert.IsLessThan(80, image.Pixels.Min()); // the ink of its line
    }

    [TestMethod]
    public void Line_is_cut_along_its_polygon_in_a_scan_of_another_resolution()
    {
        using var folder = new TemporaryFolder();
        WritePage(folder, "scan.png", "scan.xml", scale: 2, "first", "second");
        Assert.AreEqual(0, Htr.Run("cut", folder["*.png"], "-o", folder["truth"]).ExitCode);
        var cut = ImageFile.Load(GroundTruthFile.Read(folder["truth/truth.csv"])[1].ImagePath);
        var expected = new LineCutter(SamplePage.Draw(2)).Cut(new TextLine("l", Baseline(1, 1), Polygon(1, 1))).Image;
        Assert.AreEqual((expected.Width, expected.Height), (cut.Width, cut.Height));
        CollectionAssert.AreEqual(expected.Pixels.ToArray(), cut.Pixels.ToArray());
    }

    [TestMethod]
    public void Lines_that_are_not_wanted_are_left_out_and_counted()
    {
        using var folder = new TemporaryFolder();
        WritePage(folder, "scan.png", "scan.xml", "abc é", "abc [a]", "cab", "a", "", "abcd");
        var run = Htr.Run("cut", folder.Path, "-o", folder["truth"], "--without", "[]", "--shortest", "2", "--model", TinyModel.Write(folder["tiny.safetensors"]));
        Assert.AreEqual(0, run.ExitCode, run.Error);
        CollectionAssert.AreEqual(new[] { "abc é", "cab" }, GroundTruthFile.Read(folder["truth/truth.csv"]).Select(line => line.Text).ToArray());
        Assert.Contains("2 lines of 1 of 1 pages", run.Error);
        Assert.Contains("1 lines without text, 3 that are not wanted", run.Error);
    }

    [TestMethod]
    [DataRow("page", "ann/1.png", "ann/2.png", "3.png")]
    [DataRow("folder", "ann", "ann", "scans")]
    public void Writer_is_the_page_or_the_folder_where_that_is_said(string whole, string first, string second, string third)
    {
        using var folder = new TemporaryFolder();
        WritePage(folder, "scans/ann/1.png", "scans/ann/1.xml", "one");
        WritePage(folder, "scans/ann/2.png", "scans/ann/2.xml", "two");
        WritePage(folder, "scans/3.png", "scans/3.xml", "three");
        Assert.AreEqual(0, Htr.Run("cut", folder["scans"], "-o", folder["truth"], "--writer", whole).ExitCode);
        var writerOf = GroundTruthFile.Read(folder["truth/truth.csv"]).ToDictionary(line => line.Text, line => line.Writer, StringComparer.Ordinal);
        Assert.AreEqual((first, second, third), (writerOf["one"], writerOf["two"], writerOf["three"]));
    }

    [TestMethod]
    public void Pages_and_lines_that_cannot_be_cut_are_named_and_stop_no_other()
    {
        using var folder = new TemporaryFolder();
        WritePage(folder, "good.png", "good.xml", "one", "two");
        File.WriteAllText(folder["good.xml"], File.ReadAllText(folder["good.xml"]).Replace("""id="l0"><Coords points="50""", """id="l0"><Coords points="950""", StringComparison.Ordinal)
            .Replace("70,30 620,30 620,95 50,95", "970,30 970,95 950,95", StringComparison.Ordinal));
        WritePage(folder, "bad.png", "bad.xml", "three");
        File.WriteAllBytes(folder["bad.png"], [1, 2, 3]);
        SamplePage.Write(folder["alone.png"], 1);
        var run = Htr.Run("cut", folder.Path, "-o", folder["truth"]);
        Assert.AreEqual(1, run.ExitCode);
        Assert.HasCount(3, run.ErrorLines, run.Error);
        Assert.IsTrue(run.ErrorLines.Any(line => line.StartsWith("htr: bad.png: ", StringComparison.Ordinal)), run.Error);
        Assert.IsTrue(run.ErrorLines.Any(line => line.StartsWith("htr: good.png: line l0: ", StringComparison.Ordinal)), run.Error);
        Assert.Contains("1 lines of 1 of 3 pages", run.Error);
        Assert.Contains("left out: 1 pages without PAGE or ALTO lines", run.Error);
        Assert.Contains("1 pages, 1 lines", run.Error);
        Assert.AreEqual("two", GroundTruthFile.Read(folder["truth/truth.csv"]).Single().Text);
    }

    [TestMethod]
    public void Image_has_the_number_of_its_line_whatever_else_is_wanted()
    {
        using var folder = new TemporaryFolder();
        WritePage(folder, "scan.png", "scan.xml", "one", "[two]", "three");
        string[] Names(params string[] options)
        {
            Assert.AreEqual(0, Htr.Run(["cut", folder["*.png"], "-o", folder["truth"], .. options]).ExitCode);
            return [.. GroundTruthFile.Read(folder["truth/truth.csv"]).Select(line => line.Image)];
        }

        CollectionAssert.AreEqual(new[] { "lines/scan.png/0001.png", "lines/scan.png/0002.png", "lines/scan.png/0003.png" }, Names());
        CollectionAssert.AreEqual(new[] { "lines/scan.png/0001.png", "lines/scan.png/0003.png" }, Names("--without", "["));
    }

    [TestMethod]
    public void Line_that_cannot_be_written_ends_the_run()
    {
        using var folder = new TemporaryFolder();
        WritePage(folder, "scan.png", "scan.xml", "one");
        folder.Write("truth/lines", "in the way");
        Assert.AreEqual(1, Htr.Run("cut", folder["*.png"], "-o", folder["truth"]).ExitCode);
        Assert.IsFalse(File.Exists(folder["truth/truth.csv"]));
    }

    [TestMethod]
    public void Nothing_to_cut_is_an_error_and_leaves_what_was_there()
    {
        using var folder = new TemporaryFolder();
        SamplePage.Write(folder["scans/scan.png"], 2);
        folder.Write("truth/truth.csv", "image,text\n");
        var run = Htr.Run("cut", folder["scans"], "-o", folder["truth"]);
        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("no line was cut; expected scans with PAGE or ALTO files", run.Error);
        Assert.AreEqual("image,text\n", File.ReadAllText(folder["truth/truth.csv"]));
    }

    [TestMethod]
    public void Lengths_out_of_range_are_misuse()
    {
        using var folder = new TemporaryFolder();
        var run = Htr.Run("cut", folder.Path, "-o", folder["truth"], "--shortest", "0");
        Assert.AreEqual(2, run.ExitCode);
        Assert.StartsWith("htr: --shortest is 0; expected 1 to 10000", run.Error);
    }

    private static void WritePage(TemporaryFolder folder, string image, string layout, params string[] texts) => WritePage(folder, image, layout, 1, texts);

    private static void WritePage(TemporaryFolder folder, string image, string layout, int scale, params string[] texts)
    {
        var lines = texts.Select((text, i) => $"""
            <TextLine id="l{i}"><Coords points="{Points(Polygon(i, scale))}"/><Baseline points="{Points(Baseline(i, scale))}"/><TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine>
            """);
        Write(folder, image, texts.Length, layout, $"""
            <PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Metadata/>
            <Page imageFilename="scan.png" imageWidth="{scale * SamplePage.Width}" imageHeight="{scale * SamplePage.Height}"><TextRegion id="r"><Coords points="0,0 640,0 640,600"/>
            {string.Concat(lines)}</TextRegion></Page></PcGts>
            """);
    }

    private static void WriteAlto(TemporaryFolder folder, string image, string layout, params string[] texts)
    {
        var lines = texts.Select((text, i) => $"""
            <TextLine ID="l{i}" BASELINE="{Points(Baseline(i, 1))}"><Shape><Polygon POINTS="{Points(Polygon(i, 1))}"/></Shape><String CONTENT="{text}"/></TextLine>
            """);
        Write(folder, image, texts.Length, layout, $"""
            <alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout><Page WIDTH="{SamplePage.Width}" HEIGHT="{SamplePage.Height}"><PrintSpace><TextBlock ID="b">
            {string.Concat(lines)}</TextBlock></PrintSpace></Page></Layout></alto>
            """);
    }

    private static void Write(TemporaryFolder folder, string image, int lines, string layout, string xml)
    {
        SamplePage.Write(folder[image], lines);
        folder.Write(layout, xml);
    }

    private static PagePoint[] Polygon(int line, int scale) =>
        [At(50, 30, line, scale), At(70, 30, line, scale), At(620, 30, line, scale), At(620, 95, line, scale), At(50, 95, line, scale)];

    private static PagePoint[] Baseline(int line, int scale) => [At(50, 81, line, scale), At(620, 81, line, scale)];

    private static PagePoint At(int x, int y, int line, int scale) => new(scale * x, scale * (y + (70 * line)));

    private static string Points(PagePoint[] points) => string.Join(' ', points.Select(point => FormattableString.Invariant($"{point.X},{point.Y}")));
}
