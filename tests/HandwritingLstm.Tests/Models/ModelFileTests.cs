using System.Buffers.Binary;
using System.IO.Pipes;
using HandwritingLstm.Models;
using HandwritingLstm.Network;
using HandwritingLstm.Text;

namespace HandwritingLstm.Tests.Models;

[TestClass]
public sealed class ModelFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string TestFile => _folder.File("model.safetensors");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(TensorPrecision.F32)]
    [DataRow(TensorPrecision.F16)]
    [DataRow(TensorPrecision.BF16)]
    public void A_model_comes_back_as_it_was_saved(TensorPrecision precision)
    {
        var model = SmallModel(); // its weights are exact in every precision
        ModelFile.Save(TestFile, model, precision);

        AssertSame(model, ModelFile.Load(TestFile));
    }

    [TestMethod]
    public void A_pipe_is_named()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        var path = $"/proc/self/fd/{pipe.ClientSafePipeHandle.DangerousGetHandle()}";
        var problem = Assert.ThrowsExactly<RecognitionException>(() => ModelFile.Load(path));
        Assert.Contains($"{path}: this is a pipe", problem.Message);
    }

    [TestMethod]
    public void Half_precision_halves_the_file()
    {
        var model = SmallModel(new NamedTensor("0.w", [100, 100], new float[10_000]));
        ModelFile.Save(TestFile, model, TensorPrecision.F32);
        var single = new FileInfo(TestFile).Length;
        ModelFile.Save(TestFile, model, TensorPrecision.F16);

        Assert.AreEqual(20_000, single - new FileInfo(TestFile).Length);
    }

    [TestMethod]
    public void Every_flipped_bit_is_noticed_or_changes_nothing()
    {
        var bytes = Saved(TensorPrecision.F16);
        var noticed = 0;

        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            noticed += IsNoticed(bytes) ? 1 : 0;
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        // Only the up to seven spaces that fill the header up can turn into other white space without harm.
        Assert.IsGreaterThanOrEqualTo((bytes.Length - 7) * 8, noticed);
    }

    [TestMethod]
    public void Every_truncation_is_noticed()
    {
        var bytes = Saved(TensorPrecision.F16);

        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.IsTrue(IsNoticed(bytes[..length]), $"{length} of {bytes.Length} bytes");
        }

        Assert.IsTrue(IsNoticed([.. bytes, 0]), "a byte too many");
    }

    [TestMethod]
    public void Random_damage_is_noticed_or_changes_nothing()
    {
        var original = Saved(TensorPrecision.F32);
        var dataBegin = 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(original);
        var random = new Random(1);
        var noticed = 0;

        // The length of the header, the header, the data, and the whole file: some bytes overwritten.
        foreach (var (begin, end) in new[] { (0, 8), (8, dataBegin), (dataBegin, original.Length), (0, original.Length) })
        {
            for (var i = 0; i < 1000; i++)
            {
                var bytes = original.ToArray();
                var first = random.Next(begin, end);
                random.NextBytes(bytes.AsSpan(first, Math.Min(random.Next(1, 40), end - first)));
                noticed += IsNoticed(bytes) ? 1 : 0;
            }
        }

        Assert.IsGreaterThan(3950, noticed); // a random byte may be what it was
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(9)]
    [DataRow(500)]
    public void A_truncated_file_on_the_disk_is_noticed(int length)
    {
        File.WriteAllBytes(TestFile, Saved(TensorPrecision.F16)[..length]);

        AssertRefused("copy or download it again");
    }

    [TestMethod]
    public void A_damaged_weight_is_found_by_the_checksum()
    {
        ModelFile.Save(TestFile, SmallModel(), TensorPrecision.F32);
        var bytes = File.ReadAllBytes(TestFile);
        bytes[^1] ^= 1;
        File.WriteAllBytes(TestFile, bytes);

        AssertRefused("its content does not match its checksum; the file is damaged or not complete: copy or download it again.");
    }

    [TestMethod]
    [DataRow("format", "pt", "this safetensors file is no model of this program (format 'pt', not 'handwriting-lstm')")]
    [DataRow("format", null, "this safetensors file is no model of this program")]
    [DataRow("format_version", "2", "format version '2', but this program reads version 1; update the program")]
    [DataRow("vgsl", null, "the metadata 'vgsl' is missing")]
    [DataRow("vgsl", "[1,2,0,1 Zz O1c4]", "VGSL 'Zz' at character 10: this is no layer")]
    [DataRow("vgsl", "[1,2,0,1 Yboth O1c5]", "the network has 5 labels, but the alphabet 4 (blank included)")]
    [DataRow("vgsl", "[1,2,0,1 Yboth O1c0]", "the network has 0 labels, but the alphabet 4")]
    [DataRow("alphabet", "[\"a\",\"b\"]", "the network has 4 labels, but the alphabet 3")]
    [DataRow("alphabet", "[\"a\",\"b\",3]", "the alphabet is not a JSON array of strings")]
    [DataRow("alphabet", "{}", "the alphabet is not a JSON array of strings")]
    [DataRow("alphabet", "[\"a\"", "the alphabet is not a JSON array of strings")]
    [DataRow("alphabet", "[\"a\",\"b\",\"a\"]", "the character 'a' of the alphabet is there twice")]
    [DataRow("alphabet", "[\"a\",\"b\",\"\"]", "the character '' of the alphabet is empty")]
    [DataRow("alphabet", "[\"a\",\"b\",\"a\\u0308\"]", "is not in Unicode's normal form C")]
    [DataRow("preprocessing", null, "the metadata 'preprocessing' is missing")]
    [DataRow("preprocessing", "48", "the metadata 'preprocessing' is no JSON object")]
    [DataRow("figures", "{", "the metadata 'figures' is no JSON object")]
    public void Wrong_metadata_is_named(string key, string? value, string complaint)
    {
        ModelFile.Save(TestFile, SmallModel(), TensorPrecision.F32);
        var content = SafeTensors.Read(TestFile);
        var metadata = new Dictionary<string, string>(content.Metadata, StringComparer.Ordinal);
        metadata.Remove(key);
        if (value is not null)
        {
            metadata.Add(key, value);
        }

        SafeTensors.Write(TestFile, metadata, content.Tensors, TensorPrecision.F32);

        AssertRefused(complaint);
    }

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    public void A_weight_that_is_not_finite_is_named(float value)
    {
        var model = SmallModel(new NamedTensor("3.linear.bias", [3], [0, value, 0]));
        var error = Assert.ThrowsExactly<RecognitionException>(() => ModelFile.Save(TestFile, model, TensorPrecision.F32));
        Assert.Contains("tensor '3.linear.bias' has weights that are not finite", error.Message);
        Assert.IsFalse(File.Exists(TestFile));

        ModelFile.Save(TestFile, SmallModel(), TensorPrecision.F32);
        SafeTensors.Write(TestFile, SafeTensors.Read(TestFile).Metadata, model.Tensors, TensorPrecision.F32);
        AssertRefused("tensor '3.linear.bias' has weights that are not finite");
    }

    [TestMethod]
    public void A_model_with_another_alphabet_is_not_saved()
    {
        var model = SmallModel();
        var other = new Model
        {
            Spec = model.Spec,
            Alphabet = new Alphabet(["a"]),
            Preprocessing = model.Preprocessing,
            Tensors = model.Tensors,
        };
        var error = Assert.ThrowsExactly<RecognitionException>(() => ModelFile.Save(TestFile, other, TensorPrecision.F32));

        Assert.Contains("the network has 4 labels, but the alphabet 2 (blank included)", error.Message);
    }

    private static Model SmallModel(params NamedTensor[] tensors) => new()
    {
        Spec = NetworkSpec.Parse("[1,2,0,1 Yboth O1c4]"),
        Alphabet = new Alphabet(["a", "ä", "\""]),
        Preprocessing = """{"height":2}""",
        Metadata = new ModelMetadata
        {
            Name = "small",
            Description = "Reads nothing:\n“a test”.",
            Licence = "MIT",
            Data = "none",
            Commit = "0123abc",
            Created = "2024-01-02T03:04:05Z",
            Figures = """{"cer":0.5}""",
        },
        Tensors = tensors.Length > 0
            ? tensors
            : [new NamedTensor("1.linear.weight", [4, 2], [0, 1, -1, 0.5f, 2, -0.25f, 3, 100]), new NamedTensor("1.linear.bias", [4], [1, 2, 3, 4])],
    };

    /// <summary>Either loading refuses the bytes, or they hold the same model.</summary>
    private static bool IsNoticed(byte[] bytes)
    {
        try
        {
            AssertSame(SmallModel(), ModelFile.Parse("a.safetensors", bytes));
            return false;
        }
        catch (RecognitionException e)
        {
            Assert.StartsWith("a.safetensors: ", e.Message);
            Assert.DoesNotContain('\n', e.Message);
            return true;
        }
    }

    private static void AssertSame(Model expected, Model actual)
    {
        Assert.AreEqual(expected.Spec, actual.Spec);
        CollectionAssert.AreEqual(expected.Alphabet.Characters.ToArray(), actual.Alphabet.Characters.ToArray());
        Assert.AreEqual(expected.Preprocessing, actual.Preprocessing);
        Assert.AreEqual(expected.Metadata, actual.Metadata);
        SafeTensorsTests.AssertSame(expected.Tensors, actual.Tensors);
    }

    private byte[] Saved(TensorPrecision precision)
    {
        ModelFile.Save(TestFile, SmallModel(), precision);
        return File.ReadAllBytes(TestFile);
    }

    private void AssertRefused(string complaint)
    {
        var error = Assert.ThrowsExactly<RecognitionException>(() => ModelFile.Load(TestFile));

        Assert.StartsWith($"{TestFile}: ", error.Message);
        Assert.Contains(complaint, error.Message);
    }
}
