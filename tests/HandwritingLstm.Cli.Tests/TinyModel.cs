using HandwritingLstm.Imaging;
using HandwritingLstm.Models;
using HandwritingLstm.Network;
using HandwritingLstm.Text;

namespace HandwritingLstm.Cli.Tests;

/// <summary>A model of a few hundred weights: it reads nonsense, but always the same nonsense, and at once.</summary>
internal static class TinyModel
{
    public const string Vgsl = "[1,16,0,1 Cr3,3,4 Mp2,2 Yboth Lbx8 O1c6]";

    /// <summary>Writes the model.</summary>
    public static string Write(string path)
    {
        var spec = NetworkSpec.Parse(Vgsl);
        using var network = new LineNetwork(spec, seed: 3, threads: 1);

        // Fresh weights are small and every label is about as probable; larger ones make up their mind.
        var tensors = network.ExportTensors().Select(tensor => tensor with { Values = [.. tensor.Values.Select(value => 6 * value)] });
        ModelFile.Save(path, new Model
        {
            Spec = spec,
            Alphabet = new Alphabet(["a", "b", "c", "é", " "]),
            Preprocessing = PreprocessingJson.Write(new LineNormalizerOptions { Height = spec.Height }),
            Metadata = new ModelMetadata { Name = "tiny", Licence = "none", Figures = """{"valid_cer":0.9}""" },
            Tensors = [.. tensors],
        }, TensorPrecision.F32);
        return path;
    }
}
