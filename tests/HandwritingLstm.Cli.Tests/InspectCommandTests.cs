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
}
