using System.Text.Json;

namespace HandwritingLstm.Cli.Tests;

[TestClass]
public sealed class RecognizeCommandTests
{
    private static readonly TemporaryFolder _folder = new();
    private static string _model = "";

    [ClassInitialize]
    public static void MakeModelAndImages(TestContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _model = TinyModel.Write(_folder["tiny.safetensors"]);
        foreach (var number in new[] { 10, 9, 2 })
        {
            SampleLine.Write(_folder[$"lines/line{number}.png"], strokes: number);
        }

        File.WriteAllBytes(_folder["bad/empty.png"], []);
        _folder.Write("bad/text.png", "this is no image");
        var whole = File.ReadAllBytes(_folder["lines/line9.png"]);
        File.WriteAllBytes(_folder["bad/truncated.png"], whole[..(whole.Length / 2)]);
        SampleLine.Write(_folder["bad/whole.png"]);
    }

    [ClassCleanup]
    public static void RemoveThem() => _folder.Dispose();

    [TestMethod]
    public void One_image_gives_its_text_alone()
    {
        var run = Recognize(_folder["lines/line9.png"]);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.HasCount(1, run.OutputLines);
        Assert.DoesNotContain("\t", run.Output);
        Assert.IsNotEmpty(run.OutputLines[0]);
        Assert.AreEqual("", run.Error);
    }

    [TestMethod]
    public void Folder_gives_names_and_texts_in_natural_order()
    {
        var run = Recognize(_folder["lines"]);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        var names = run.OutputLines.Select(line => Path.GetFileName(line.Split('\t')[0]));
        Assert.AreEqual("line2.png line9.png line10.png", string.Join(' ', names));
        Assert.IsTrue(run.OutputLines.All(line => line.StartsWith(_folder["lines/"], StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Pattern_that_no_shell_expanded_is_expanded()
    {
        var run = Recognize(Path.Combine(_folder.Path, "*", "line?.png"));
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.HasCount(2, run.OutputLines);
    }

    [TestMethod]
    public void Csv_has_exactly_the_header_and_one_row_per_image()
    {
        var run = Recognize(_folder["lines"], "--format", "csv");
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.AreEqual("image,text,confidence", run.OutputLines[0]);
        Assert.HasCount(4, run.OutputLines);
    }

    [TestMethod]
    public void Json_is_one_object_per_line_with_characters_that_lie_on_the_image()
    {
        var run = Recognize(_folder["lines"], "--format", "json");
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.HasCount(3, run.OutputLines);
        var characters = 0;
        foreach (var line in run.OutputLines)
        {
            using var json = JsonDocument.Parse(line);
            var width = SampleLine.Draw(json.RootElement.GetProperty("image").GetString()!.EndsWith("10.png", StringComparison.Ordinal) ? 10 : 9).Width;
            var text = "";
            var left = 0f;
            foreach (var character in json.RootElement.GetProperty("characters").EnumerateArray())
            {
                text += character.GetProperty("text").GetString();
                Assert.IsGreaterThanOrEqualTo(left, character.GetProperty("left").GetSingle());
                left = character.GetProperty("left").GetSingle();
                Assert.IsGreaterThan(left, character.GetProperty("right").GetSingle());
                Assert.IsLessThanOrEqualTo(width + 16f, character.GetProperty("right").GetSingle());
                characters++;
            }

            Assert.AreEqual(json.RootElement.GetProperty("text").GetString(), text);
        }

        Assert.IsGreaterThan(0, characters);
    }

    [TestMethod]
    public void Bad_files_are_named_and_the_others_are_read()
    {
        var run = Recognize(_folder["bad"], _folder["missing.png"], _folder["lines/line2.png"]);
        Assert.AreEqual(1, run.ExitCode);
        Assert.HasCount(2, run.OutputLines);
        Assert.HasCount(4, run.ErrorLines);
        foreach (var name in new[] { "bad/empty.png", "bad/text.png", "bad/truncated.png", "missing.png" })
        {
            Assert.HasCount(1, run.ErrorLines.Where(line => line.StartsWith($"htr: {_folder[name]}: ", StringComparison.Ordinal)), name);
        }
    }

    [TestMethod]
    public void Pages_of_a_file_are_numbered()
    {
        var path = SampleLine.WriteTiff(_folder["pages.tif"], SampleLine.Draw(9), SampleLine.Draw(2));
        var run = Recognize(path, _folder["lines/line2.png"]);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        var lines = run.OutputLines.Select(line => line.Split('\t')).ToArray();
        Assert.AreSequenceEqual(new[] { path + "#1", path + "#2", _folder["lines/line2.png"] }, lines.Select(line => line[0]).ToArray());
        Assert.AreEqual(lines[2][1], lines[1][1]);
    }

    [TestMethod]
    public void Damaged_page_of_a_file_keeps_no_other_from_being_read()
    {
        var path = SampleLine.WriteTiff(_folder["damaged.tif"], SampleLine.Draw(9), SampleLine.Draw(4), SampleLine.Draw(2));
        SampleLine.DamagePage(path, 2);
        var run = Recognize(path, "--format", "csv");
        Assert.AreEqual(1, run.ExitCode);
        Assert.AreSequenceEqual(new[] { "image", path + "#1", path + "#3" }, run.OutputLines.Select(row => row.Split(',')[0]).ToArray());
        Assert.StartsWith($"htr: {path}#2: ", run.ErrorLines.Single());
    }

    [TestMethod]
    public void File_of_one_page_has_no_page_number()
    {
        var path = SampleLine.WriteTiff(_folder["page.tif"], SampleLine.Draw(9));
        Assert.Contains($"\n{path},", Recognize(path, "--format", "csv").Output);
    }

    [TestMethod]
    public void Results_do_not_depend_on_threads_or_neighbours()
    {
        var together = Recognize(_folder["lines"], "--format", "json", "--threads", "1");
        var alone = new[] { "line2", "line9", "line10" }.Select(name => Recognize(_folder[$"lines/{name}.png"], "--format", "json", "--threads", "2").Output);
        Assert.AreEqual(together.Output, string.Concat(alone));
    }

    [TestMethod]
    public void More_images_than_a_chunk_come_out_complete_and_in_order()
    {
        var images = Enumerable.Range(0, 150).Select(i => _folder[$"lines/line{(i % 2 == 0 ? 2 : 9)}.png"]).ToArray();
        var run = Recognize([.. images, "--format", "csv"]);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.AreSequenceEqual(images, run.OutputLines.Skip(1).Select(line => line.Split(',')[0]).ToArray());
    }

    [TestMethod]
    public void Output_file_replaces_stdout()
    {
        var path = _folder["out/result.csv"];
        var run = Recognize(_folder["lines"], "--format", "csv", "--output", path);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.AreEqual("", run.Output);
        Assert.HasCount(4, File.ReadAllLines(path));
        Assert.HasCount(1, Directory.GetFiles(_folder["out"]));
    }

    [TestMethod]
    public void Damaged_model_is_named()
    {
        var bytes = File.ReadAllBytes(_model);
        var path = _folder["cut.safetensors"];
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        var run = Htr.Run("recognize", _folder["lines"], "--model", path);
        Assert.AreEqual(1, run.ExitCode);
        Assert.HasCount(1, run.ErrorLines);
        Assert.Contains(path, run.Error);
    }

    [TestMethod]
    public void More_of_the_same_votes_change_nothing()
    {
        var two = Htr.Run("recognize", _folder["lines"], "--models", $"{_model},{_model}");
        var three = Htr.Run("recognize", _folder["lines"], "--models", $"{_model},{_model}, {_model}");
        Assert.AreEqual(0, three.ExitCode, three.Error);
        Assert.HasCount(3, three.OutputLines);
        Assert.AreEqual(two.Output, three.Output);
    }

    [TestMethod]
    public void One_view_is_no_change_and_five_are_read_as_one_line()
    {
        var plain = Recognize(_folder["lines"], "--format", "csv");
        Assert.AreEqual(plain.Output, Recognize(_folder["lines"], "--format", "csv", "--views", "1").Output);
        var five = Recognize(_folder["lines"], "--format", "csv", "--views", "5");
        Assert.AreEqual(0, five.ExitCode, five.Error);
        Assert.HasCount(4, five.OutputLines);
        Assert.AreNotEqual(plain.Output, five.Output);
    }

    [TestMethod]
    [DataRow("--models a.safetensors", "at least two models")]
    [DataRow("--models a,b --model c", "exclude each other")]
    [DataRow("--models a,b --decoder greedy", "exclude each other")]
    [DataRow("--views 0", "expected 1 to")]
    public void Votes_that_cannot_be_are_misuse(string options, string named)
    {
        var run = Htr.Run(["recognize", _folder["lines"], .. options.Split(' ')]);
        Assert.AreEqual(2, run.ExitCode);
        Assert.Contains(named, run.Error);
    }

    private static Htr Recognize(params string[] args) => Htr.Run(["recognize", "--model", _model, .. args]);
}
