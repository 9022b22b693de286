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
    public void Layout_beside_a_tiff_of_one_page_belongs_to_it()
    {
        _folder.Write("in/scan.tif", "one page");
        _folder.Write("in/many.tif", "two pages");
        _folder.Write("in/scan.xml", "<PcGts/>");
        _folder.Write("in/many.xml", "<PcGts/>");
        var items = new InputFolder(_folder["in"], _folder["in/out"]).List((file, _) => file.StartsWith('s') ? 1 : 2);
        Assert.HasCount(3, items);
        Assert.AreEqual(_folder["in/scan.xml"], items.Single(item => item.Name is "scan.tif").LayoutPath);
        Assert.IsTrue(items.Where(item => item.Page > 0).All(item => item.LayoutPath is null)); // whose page would it be?
    }

    [TestMethod]
    public void Input_folder_cannot_be_the_output_folder()
    {
        Directory.CreateDirectory(_folder["in"]);
        Assert.Contains("is the input folder too", Assert.ThrowsExactly<RecognitionException>(() => new InputFolder(_folder["in"], _folder["in"] + "/")).Message);
    }

    [TestMethod]
    public void Results_of_other_batches_are_no_scans_unless_they_are_asked_for()
    {
        _folder.Write("in/a.png", "scan");
        _folder.Write("in/out1/a.png.pdf", "result");
        _folder.Write("in/out1/.transcribe/ledger.jsonl", "");
        Assert.AreEqual("a.png", Names(_folder["in"]));
        Assert.AreEqual("a.png.pdf", Names(_folder["in/out1"]));
    }

    [TestMethod]
    public void Pattern_matches_no_results_of_other_batches()
    {
        _folder.Write("in/a.png", "scan");
        _folder.Write("in/out1/sub/a.png.pdf", "result");
        _folder.Write("in/out1/.transcribe/ledger.jsonl", "");
        Assert.AreEqual("a.png", Names(_folder["in/*"]));
        Assert.AreEqual("", Names(_folder["in/**/*.pdf"]));
        Assert.AreEqual("sub/a.png.pdf", Names(_folder["in/out1/*"]));
    }

    [TestMethod]
    public void What_segment_wrote_beside_a_scan_is_no_scan()
    {
        foreach (var name in new[] { "scan.jpg", "scan.page.xml", "scan.lines.png", "scan/line1.png", "scan/line12.png", "scan/p2.png", "other.lines.png", "other/line1.png" })
        {
            _folder.Write("in/" + name, "x");
        }

        Assert.AreEqual("other.lines.png other/line1.png scan.jpg scan/p2.png", Names(_folder["in"]));
        Assert.AreEqual("other.lines.png other/line1.png scan/p2.png", Names(_folder["in/**/*.png"]));
        Assert.AreEqual("line1.png line12.png p2.png", Names(_folder["in/scan"])); // asked for
        Assert.AreEqual("line1.png line12.png p2.png", Names(_folder["in/scan/*"]));
    }

    [TestMethod]
    public void Names_of_scans_in_the_root_folder_begin_below_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("There it has a letter.");
        }

        Assert.AreEqual("/", new InputFolder("/no such scan*.png", _folder["out"]).Base);
    }

    [TestMethod]
    public void Pattern_may_name_scans_that_lie_in_the_output_folder()
    {
        _folder.Write("in/out/scans/a.png", "scan");
        Assert.AreEqual("a.png", Names(_folder["in/out/scans/*.png"]));
    }

    [TestMethod]
    public void Empty_file_is_an_item_with_a_problem()
    {
        _folder.Write("in/a.tif", "");
        Assert.Contains("is empty", new InputFolder(_folder["in"], _folder["out"]).List((_, _) => null).Single().Problem!);
    }

    [TestMethod]
    public void Backslash_is_a_letter_where_it_parts_no_folders()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("There it parts folders.");
        }

        _folder.Write("in/a/b.png", "1");
        _folder.Write("in/a\\b.png", "2");
        var names = new InputFolder(_folder["in"], _folder["out"]).List((_, _) => null).Select(item => item.Name).Order(StringComparer.Ordinal);
        CollectionAssert.AreEqual(new[] { "a/b.png", "a\\b.png" }, names.ToArray());
    }

    [TestMethod]
    public void Name_and_folder_that_are_no_UTF8_are_items_with_a_problem()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("Elsewhere names are Unicode.");
        }

        _folder.Write("in/good.png", "good");
        using var shell = System.Diagnostics.Process.Start("sh", ["-c", "cd \"$1\" && mkdir \"$(printf 'bo\\356te')\" && echo x > \"$(printf 'caf\\351.png')\"", "sh", _folder["in"]]);
        shell.WaitForExit();
        var items = new InputFolder(_folder["in"], _folder["out"]).List((_, _) => null);
        Assert.HasCount(3, items);
        Assert.AreEqual(2, items.Count(item => item.Problem is not null));
        Assert.IsNull(items.Single(item => string.Equals(item.Name, "good.png", StringComparison.Ordinal)).Problem);
        using var remover = System.Diagnostics.Process.Start("rm", ["-r", _folder["in"]]); // .NET cannot
        remover.WaitForExit();
    }

    [TestMethod]
    public void Link_changes_with_the_file_that_it_leads_to()
    {
        _folder.Write("elsewhere/scan.png", "one");
        Directory.CreateDirectory(_folder["in"]);
        File.CreateSymbolicLink(_folder["in/scan.png"], _folder["elsewhere/scan.png"]);
        var before = Stamp();
        _folder.Write("elsewhere/scan.png", "another");
        Assert.AreNotEqual(before, Stamp());

        string Stamp() => new InputFolder(_folder["in"], _folder["out"]).List((_, _) => null).Single().Stamp;
    }

    [TestMethod]
    public void Result_name_too_long_for_a_file_system_ends_in_its_hash()
    {
        var (one, other) = (Item('a'), Item('b'));
        Assert.AreNotEqual(one.ResultName, other.ResultName);
        Assert.StartsWith("deep/字字", one.ResultName);
        Assert.IsLessThanOrEqualTo(220, System.Text.Encoding.UTF8.GetByteCount(one.ResultName["deep/".Length..]));
        Assert.AreEqual("short.png-p0002", new PageItem("short.png", "", 2).ResultName);

        static PageItem Item(char last) => new($"deep/{new string('字', 80)}{last}.png", "", 0);
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
