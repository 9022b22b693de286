using HandwritingLstm.Training.Torch;

namespace HandwritingLstm.Cli.Tests;

[TestClass]
public sealed class DeviceOptionTests
{
    private static readonly TemporaryFolder _folder = new();

    [ClassCleanup]
    public static void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    [DataRow("tpu")]
    [DataRow("cuda:")]
    [DataRow("cuda:one")]
    public void A_device_that_does_not_exist_is_a_misuse(string device)
    {
        var run = Htr.Run("recognize", "line.png", "--device", device);
        Assert.AreEqual(2, run.ExitCode);
        Assert.Contains($"--device is {device}; expected cpu, cuda, cuda: and the number of a GPU, or torch-cpu.", run.Error);
    }

    [TestMethod]
    public void Without_libtorch_or_a_GPU_one_line_says_so()
    {
        var image = SampleLine.Write(_folder["line.png"]);
        try
        {
            TorchDevice.Require("cuda");
        }
        catch (RecognitionException problem)
        {
            var run = Htr.Run("recognize", image, "--device", "cuda", "--model", TinyModel.Write(_folder["tiny.safetensors"]));
            Assert.AreEqual(2, run.ExitCode);
            Assert.AreEqual("", run.Output);
            Assert.AreEqual($"htr: {problem.Message}\n", run.Error);
            return;
        }

        Assert.Inconclusive("There is a GPU here.");
    }

    [TestMethod]
    public void Torch_reads_what_our_own_engine_reads()
    {
        try
        {
            TorchDevice.Require(TorchDevice.Processor);
        }
        catch (RecognitionException problem)
        {
            Assert.Inconclusive(problem.Message);
        }

        var model = TinyModel.Write(_folder["same.safetensors"]);
        string[] images = [.. Enumerable.Range(3, 5).Select(strokes => SampleLine.Write(_folder[$"same{strokes}.png"], strokes))];
        var ours = Htr.Run(["recognize", .. images, "--model", model]);
        var torch = Htr.Run(["recognize", .. images, "--model", model, "--device", "torch-cpu"]);
        Assert.AreEqual(0, torch.ExitCode, torch.Error);
        Assert.AreEqual(ours.Output, torch.Output);
    }
}
