using System.Text.Json;

namespace HandwritingLstm.Cli.Tests;

[TestClass]
public sealed class RecognizePagesTests
{
    private static readonly TemporaryFolder _folder = new();
    private static string _model = "";

    [ClassInitialize]
    public static void MakeModelAndPages(TestContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _model = TinyModel.Write(_folder["tiny.safetensors"]);
        SamplePage.Write(_folder["pages/page1.png"], lines: 4);
        SamplePage.Write(_folder["pages/page2.png"], lines: 2);
        SampleLine.Write(_folder["line.png"]);
    }

    [ClassCleanup]
    public static void RemoveThem() => _folder.Dispose();

    [TestMethod]
    public void A_page_is_told_by_its_shape_and_gives_a_row_for_every_line()
    {
        var run = Recognize(_folder["pages/page1.png"]);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.HasCount(4, run.OutputLines);
        Assert.DoesNotContain("\t", run.Output);
    }

    [TestMethod]
    public void Damaged_page_of_a_file_keeps_no_other_from_being_read()
    {
        var path = SampleLine.WriteTiff(_folder["damaged.tif"], SamplePage.Draw(2), SamplePage.Draw(3), SamplePage.Draw(1));
        SampleLine.DamagePage(path, 2);
        var run = Recognize(path, "--pages", "--format", "csv");
        Assert.AreEqual(1, run.ExitCode);
        Assert.AreEqual("#1 #1 #3", string.Join(' ', run.OutputLines.Skip(1).Select(row => row.Split(',')[0][path.Length..])));
        Assert.StartsWith($"htr: {path}#2: ", run.ErrorLines.Single());
    }

    [TestMethod]
    public void Lines_of_pages_have_other_texts_that_they_may_say()
    {
        var run = Recognize(_folder["pages/page2.png"], "--format", "json", "--n-best", "3");
        Assert.AreEqual(0, run.ExitCode, run.Error);
        var lines = run.OutputLines.Select(row => JsonDocument.Parse(row).RootElement.Clone()).ToArray();
        Assert.HasCount(2, lines);
        Assert.IsTrue(lines.All(line => line.GetProperty("alternatives").GetArrayLength() == 3), run.Output);
    }

    [TestMethod]
    public void Rows_of_several_pages_begin_with_their_names()
    {
        var run = Recognize(_folder["pages"]);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.AreEqual(
            "page1.png page1.png page1.png page1.png page2.png page2.png",
            string.Join(' ', run.OutputLines.Select(line => Path.GetFileName(line.Split('\t')[0]))));
    }

    [TestMethod]
    public void Csv_numbers_the_lines_of_a_page()
    {
        var run = Recognize(_folder["pages"], "--format", "csv");
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.AreEqual("image,line,text,confidence", run.OutputLines[0]);
        Assert.AreEqual("1 2 3 4 1 2", string.Join(' ', run.OutputLines[1..].Select(row => row.Split(',')[1])));
    }

    [TestMethod]
    public void Json_says_where_a_line_stands()
    {
        var run = Recognize(_folder["pages/page1.png"], "--format", "json");
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.HasCount(4, run.OutputLines);
        using var json = JsonDocument.Parse(run.OutputLines[1]);
        var y = json.RootElement.GetProperty("baseline")[0][1].GetDouble();
        Assert.AreEqual(150, y, 6); // the second line's baseline
    }

    [TestMethod]
    public void Shape_is_not_asked_where_the_command_line_says_what_it_is()
    {
        Assert.HasCount(1, Recognize(_folder["pages/page1.png"], "--lines").OutputLines);
        var asPage = Recognize(_folder["line.png"], "--pages", "--format", "csv");
        Assert.AreEqual("image,line,text,confidence", asPage.OutputLines[0]);
    }

    [TestMethod]
    public void Lines_and_pages_exclude_each_other()
    {
        var run = Recognize(_folder["line.png"], "--pages", "--lines");
        Assert.AreEqual(2, run.ExitCode);
        Assert.Contains("--lines and --pages", run.Error);
    }

    [TestMethod]
    public void Lines_of_a_layout_file_beside_the_image_are_read()
    {
        var page = SamplePage.Write(_folder["layout/page.png"], lines: 4);
        var segmented = Htr.Run("segment", page, "-o", _folder["layout/found"]);
        Assert.AreEqual(0, segmented.ExitCode, segmented.Error);
        var xml = File.ReadAllText(_folder["layout/found/page.page.xml"]);

        // Without its third line.
        var third = xml.IndexOf("<TextLine id=\"line3\"", StringComparison.Ordinal);
        Assert.IsGreaterThan(0, third);
        var end = xml.IndexOf("</TextLine>", third, StringComparison.Ordinal) + "</TextLine>".Length;
        File.WriteAllText(_folder["layout/page.xml"], xml.Remove(third, end - third));
        Assert.HasCount(3, Recognize(page).OutputLines);
    }

    [TestMethod]
    public void Pages_that_cannot_be_read_are_named_and_the_others_read()
    {
        _folder.Write("mixed/a.png", "this is no image");
        SamplePage.Write(_folder["mixed/b.png"], lines: 3);
        var run = Recognize(_folder["mixed"]);
        Assert.AreEqual(1, run.ExitCode);
        Assert.HasCount(3, run.OutputLines);
        Assert.HasCount(1, run.ErrorLines);
    }

    private static Htr Recognize(params string[] args) => Htr.Run(["recognize", .. args, "--model", _model]);
}
