using System.Xml.Linq;

namespace HandwritingLstm.Cli.Tests;

[TestClass]
public sealed class InspectCommandTests
{
    [TestMethod]
    public void Model_is_described_layer_by_layer()
    {
        using var folder = new TemporaryFolder();
        var run = Htr.Run("inspect", TinyModel.Write(folder["tiny.safetensors"]));
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.Contains(TinyModel.Vgsl, run.Output);
        Assert.Contains("valid_cer 0.9", run.Output);
        Assert.Contains("5 characters and the blank: abcé", run.Output);

        // 3×3×1×4 weights and 4 biases; 2·4·8 gates × (8 inputs + 8 cells + bias); 16 × 6 + 6.
        Assert.MatchesRegex(@"(?m)^Cr3,3,4 +16 +4 +40$", run.Output);
        Assert.MatchesRegex(@"(?m)^Mp2,2 +8 +4 +0$", run.Output);
        Assert.MatchesRegex(@"(?m)^O1c6 +1 +6 +102$", run.Output);
    }

    [TestMethod]
    public void Image_is_no_model()
    {
        using var folder = new TemporaryFolder();
        var path = SampleLine.Write(folder["line.png"]);
        var run = Htr.Run("inspect", path);
        Assert.AreEqual(1, run.ExitCode);
        Assert.AreEqual("", run.Output);
        Assert.HasCount(1, run.ErrorLines);
        Assert.Contains(path, run.Error);
    }

    [TestMethod]
    public void Line_is_drawn_into_a_file_or_to_stdout()
    {
        using var folder = new TemporaryFolder();
        var (model, line) = (TinyModel.Write(folder["tiny.safetensors"]), SampleLine.Write(folder["line.png"]));
        var run = Htr.Run("inspect", line, "--model", model, "--output", folder["line.svg"], "--units", "3, 12");
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.AreEqual("", run.Output);
        var drawing = XDocument.Load(folder["line.svg"]).Root!;
        Assert.AreEqual("svg", drawing.Name.LocalName);
        Assert.Contains("layer 3: Lbx8", drawing.Value);
        Assert.Contains("unit 3, from the left", drawing.Value);
        Assert.Contains("unit 12, from the right", drawing.Value);

        var read = Htr.Run("recognize", line, "--model", model, "--lines");
        Assert.Contains(read.OutputLines[0].Split('\t')[^1], drawing.Value);

        var printed = Htr.Run("inspect", line, "--model", model, "--layer", "3", "--units", "3,12", "--threads", "1");
        Assert.AreEqual(File.ReadAllText(folder["line.svg"]), printed.Output);
    }

    [TestMethod]
    [DataRow("--layer", "1", "tiny.safetensors: Layer 1 of the network [1,16,0,1 Cr3,3,4 Mp2,2 Yboth Lbx8 O1c6] is not recurrent; layers that can be looked into: 3 (Lbx8).", 1)]
    [DataRow("--units", "16", "tiny.safetensors: Layer 3 (Lbx8) has no unit 16; its units are 0 to 15.", 1)]
    [DataRow("--units", "3,x", "--units is '3,x'; expected unit numbers with commas between, such as 3,17.", 2)]
    public void Layer_or_unit_that_does_not_exist_is_one_line(string option, string value, string complaint, int exitCode)
    {
        using var folder = new TemporaryFolder();
        var (model, line) = (TinyModel.Write(folder["tiny.safetensors"]), SampleLine.Write(folder["line.png"]));
        var run = Htr.Run("inspect", line, "--model", model, "--output", folder["line.svg"], option, value);
        Assert.AreEqual(exitCode, run.ExitCode);
        Assert.HasCount(1, run.ErrorLines);
        Assert.EndsWith(complaint, run.ErrorLines[0]);
        Assert.IsFalse(File.Exists(folder["line.svg"]));
    }

    [TestMethod]
    public void Model_without_a_line_is_not_drawn()
    {
        using var folder = new TemporaryFolder();
        var model = TinyModel.Write(folder["tiny.safetensors"]);
        var drawn = Htr.Run("inspect", model, "--output", folder["line.svg"]);
        Assert.AreEqual(2, drawn.ExitCode);
        Assert.AreEqual($"htr: {model} is a model, but the image of a line is needed; write htr inspect LINE --model {model} --output LINE.svg.", drawn.ErrorLines.Single());

        var looked = Htr.Run("inspect", model, "--units", "3");
        Assert.AreEqual(2, looked.ExitCode);
        Assert.AreEqual($"htr: --layer and --units look at how a line is read; write htr inspect LINE --model {model} --output LINE.svg.", looked.ErrorLines.Single());
    }
}
