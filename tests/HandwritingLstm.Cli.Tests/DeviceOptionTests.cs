using System.Diagnostics;
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
    public void A_shim_that_is_missing_is_one_line_with_what_to_do()
    {
        var run = RunWithoutShim("recognize", SampleLine.Write(_folder["line.png"]), "--device", "torch-cpu");

        Assert.AreEqual(2, run.ExitCode);
        Assert.AreEqual("", run.Output);
        Assert.HasCount(1, run.ErrorLines);
        Assert.StartsWith("htr: --device torch-cpu: the torch shim ", run.Error);
        Assert.Contains("no-shim.so, which HTR_TORCH names, is missing. Build it with ", run.Error);
    }

    [TestMethod]
    [DataRow]
    [DataRow("--device", "cpu")]
    public void Our_own_engine_needs_neither_shim_nor_libtorch(params string[] device)
    {
        var run = RunWithoutShim(
            ["recognize", SampleLine.Write(_folder["line.png"]), "--model", TinyModel.Write(_folder["alone.safetensors"]), .. device]);

        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.HasCount(1, run.OutputLines);
    }

    [TestMethod]
    public void A_model_trained_on_torch_is_read_by_our_own_engine()
    {
        RequireTorch();
        var image = SampleLine.Write(_folder["train/0.png"], strokes: 8);
        var truth = _folder.Write("truth.csv", "image,text\ntrain/0.png,ab\n");
        var recipe = _folder.Write(
            "recipe.json", """{ "network": "[1,16,0,1 Cr3,3,4 Bn Mp2,2 Yboth Lbx8 O1c2]", "preprocessing": { "height": 16 }, "training": { "batchLines": 1 } }""");

        var run = Htr.Run(
            "train", "--recipe", recipe, "--train", truth, "--valid", truth, "--output", _folder["run"], "--steps", "3", "--device", "torch-cpu");
        Assert.AreEqual(0, run.ExitCode, run.Error);
        var resumed = Htr.Run("train", "--output", _folder["run"], "--resume", "--device", "cpu"); // the run is over, but its checkpoint is read
        Assert.AreEqual(0, resumed.ExitCode, resumed.Error);

        var reading = Htr.Run("recognize", image, "--model", run.OutputLines[0].Split('\t')[0]);
        Assert.AreEqual(0, reading.ExitCode, reading.Error);
    }

    [TestMethod]
    public void Torch_reads_what_our_own_engine_reads()
    {
        RequireTorch();
        var model = TinyModel.Write(_folder["same.safetensors"]);
        string[] images = [.. Enumerable.Range(3, 5).Select(strokes => SampleLine.Write(_folder[$"same{strokes}.png"], strokes))];
        var ours = Htr.Run(["recognize", .. images, "--model", model]);
        var torch = Htr.Run(["recognize", .. images, "--model", model, "--device", "torch-cpu"]);
        Assert.AreEqual(0, torch.ExitCode, torch.Error);
        Assert.AreEqual(ours.Output, torch.Output);
    }

    private static void RequireTorch()
    {
        try
        {
            TorchDevice.Require(TorchDevice.Processor);
        }
        catch (RecognitionException problem)
        {
            Assert.Inconclusive(problem.Message);
        }
    }

    // In a process of its own: this one has loaded the shim, where there is one.
    private static Htr RunWithoutShim(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "htr.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["HTR_TORCH"] = _folder["no-shim.so"] },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Htr(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
