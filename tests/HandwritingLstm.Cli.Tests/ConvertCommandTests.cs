using HandwritingLstm.Models;

namespace HandwritingLstm.Cli.Tests;

[TestClass]
public sealed class ConvertCommandTests
{
    [TestMethod]
    public void Half_the_precision_is_half_the_file_and_the_same_model()
    {
        using var folder = new TemporaryFolder();
        var model = TinyModel.Write(folder["tiny.safetensors"]);
        Assert.AreEqual(0, Htr.Run("convert", model, "--output", folder["f32.safetensors"], "--precision", "f32").ExitCode);
        var run = Htr.Run("convert", model, "--output", folder["f16.safetensors"]);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        Assert.IsLessThan(new FileInfo(folder["f32.safetensors"]).Length, new FileInfo(folder["f16.safetensors"]).Length);
        Assert.Contains(TinyModel.Vgsl, Htr.Run("inspect", folder["f16.safetensors"]).Output);
    }

    [TestMethod]
    public void Another_precision_is_a_misuse()
    {
        using var folder = new TemporaryFolder();
        var run = Htr.Run("convert", TinyModel.Write(folder["tiny.safetensors"]), "--output", folder["out"], "--precision", "int4");
        Assert.AreEqual(2, run.ExitCode);
        Assert.IsFalse(File.Exists(folder["out"]));
    }

    [TestMethod]
    public void Several_models_become_their_mean()
    {
        using var folder = new TemporaryFolder();
        var model = TinyModel.Write(folder["tiny.safetensors"]);
        Assert.AreEqual(0, Htr.Run("convert", model, model, "--output", folder["mean.safetensors"], "--precision", "f32").ExitCode);
        var (one, mean) = (ModelFile.Load(model), ModelFile.Load(folder["mean.safetensors"]));
        foreach (var (tensor, same) in one.Tensors.Zip(mean.Tensors))
        {
            CollectionAssert.AreEqual(tensor.Values, same.Values, tensor.Name);
        }

        var run = Htr.Run("convert", model, "mdlstm", "--output", folder["none.safetensors"]);
        Assert.AreEqual(1, run.ExitCode);
        StringAssert.Contains(run.Error, "Model 2 has another network than the first", StringComparison.Ordinal);
    }
}
