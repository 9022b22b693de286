using HandwritingLstm.Cli.Transcription;

namespace HandwritingLstm.Cli.Tests.Transcription;

[TestClass]
public sealed class InputFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Scans_of_all_folders_are_listed_in_natural_order()
    {
        foreach (var name in new[] { "b/p2.jpg", "b/p10.jpg", "a.PNG", "c.tiff.txt", "b/.x.png", ".git/p.png", "out/p.png" })
        {
            _folder.Write("in/" + name);
        }

        Assert.AreEqual("a.PNG b/p2.jpg b/p10.jpg", Names(_folder["in"]));
    }

    [TestMethod]
    public void Pattern_is_taken_relative_to_its_fixed_part_and_leaves_the_results_out()
    {
        foreach (var name in new[] { "a/1.png", "a/x/2.png", "b/3.jpg", "out/a/1.png" })
        {
            _folder.Write("in/" + name);
        }

        Assert.AreEqual("a/1.png a/x/2.png", Names(_folder["in/**/*.png"]));
        Assert.AreEqual("x/2.png", Names(_folder["in/a/*/*.png"]));
    }

    [TestMethod]
    public void Pages_of_a_TIFF_are_items_of_their_own()
    {
        SampleLine.WriteTiff(_folder["in/three.tif"], SampleLine.Draw(2), SampleLine.Draw(3), SampleLine.Draw(4));
        SampleLine.WriteTiff(_folder["in/one.tif"], SampleLine.Draw(2));
        var items = new InputFolder(_folder["in"], _folder["in/out"]).List((_, _) => null);
        Assert.AreEqual("one.tif three.tif#1 three.tif#2 three.tif#3", string.Join(' ', items.Select(item => item.Name)));
        Assert.AreEqual("one.tif three.tif-p0001 three.tif-p0002 three.tif-p0003", string.Join(' ', items.Select(item => item.ResultName)));
    }

    [TestMethod]
    public void File_whose_pages_cannot_be_counted_is_one_item_with_a_problem()
    {
        _folder.Write("in/bad.tif", "II*\0 but nothing more");
        var item = new InputFolder(_folder["in"], _folder["in/out"]).List((_, _) => null).Single();
        Assert.AreEqual("bad.tif", item.Name);
        Assert.IsNotNull(item.Problem);
    }

    [TestMethod]
    public void Pages_that_the_ledger_knows_are_not_counted_again()
    {
        _folder.Write("in/not really.pdf", "known");
        var items = new InputFolder(_folder["in"], _folder["in/out"]).List((file, _) => file.EndsWith(".pdf", StringComparison.Ordinal) ? 2 : null);
        Assert.HasCount(2, items);
    }

    [TestMethod]
    [DataRow("scan.xml")]
    [DataRow("page/scan.xml")]
    [DataRow("alto/scan.xml")]
    [DataRow("scan.page.xml")]
    [DataRow("scan.alto.xml")]
    public void Layout_beside_the_image_belongs_to_it_and_to_its_stamp(string layout)
    {
        _folder.Write("in/scan.jpg", "pixels");
        var before = new InputFolder(_folder["in"], _folder["in/out"]).List((_, _) => null).Single();
        Assert.IsNull(before.LayoutPath);
        _folder.Write("in/" + layout, "<PcGts/>");
        var item = new InputFolder(_folder["in"], _folder["in/out"]).List((_, _) => null).Single();
        Assert.AreEqual(_folder["in/" + layout], item.LayoutPath);
        Assert.AreNotEqual(before.Stamp, item.Stamp);
    }

    [TestMethod]
    public void Input_folder_cannot_be_the_output_folder()
    {
        Directory.CreateDirectory(_folder["in"]);
        Assert.Contains("is the input folder too", Assert.ThrowsExactly<RecognitionException>(() => new InputFolder(_folder["in"], _folder["in"] + "/")).Message);
    }

    [TestMethod]
    public void Folder_that_is_missing_is_named()
    {
        var missing = _folder["missing"];
        Assert.StartsWith(missing, Assert.ThrowsExactly<RecognitionException>(() => new InputFolder(missing, _folder["out"])).Message);
    }

    private string Names(string argument) =>
        string.Join(' ', new InputFolder(argument, _folder["in/out"]).List((_, _) => null).Select(item => item.Name));
}
