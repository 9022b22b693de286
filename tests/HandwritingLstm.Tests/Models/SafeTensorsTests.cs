using System.Buffers.Binary;
using System.Text;
using HandwritingLstm.Models;
using HandwritingLstm.Network;

namespace HandwritingLstm.Tests.Models;

[TestClass]
public sealed class SafeTensorsTests : IDisposable
{
    private static readonly Dictionary<string, string> _noMetadata = [];

    private readonly TemporaryFolder _folder = new();

    private string TestFile => _folder.File("tensors.safetensors");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Single_precision_keeps_every_bit()
    {
        float[] values = [0f, -0f, 1f / 3, float.Epsilon, float.MaxValue, float.NaN, float.NegativeInfinity];
        SafeTensors.Write(TestFile, _noMetadata, [new NamedTensor("a", [7], values)], TensorPrecision.F32);

        var read = SafeTensors.Read(TestFile).Tensors.Single();

        CollectionAssert.AreEqual(
            values.Select(BitConverter.SingleToInt32Bits).ToArray(), read.Values.Select(BitConverter.SingleToInt32Bits).ToArray());
    }

    [TestMethod]
    public void Half_precision_rounds_to_eleven_bits()
    {
        float[] values = [1f, 1f + (1f / 2048), 1f + (3f / 2048), 65504f, 65519f, 6e-8f, -2.5f];
        float[] rounded = [1f, 1f, 1f + (2f / 1024), 65504f, 65504f, 5.9604645e-8f, -2.5f]; // ties to even

        CollectionAssert.AreEqual(rounded, RoundTrip(values, TensorPrecision.F16));
    }

    [TestMethod]
    public void Bfloat16_rounds_to_eight_bits()
    {
        float[] values = [1f, 1f + (1f / 256), 1f + (3f / 256), 3.3895314e38f, -2.5f, float.NaN, float.PositiveInfinity];
        float[] rounded = [1f, 1f, 1f + (2f / 128), 3.3895314e38f, -2.5f, float.NaN, float.PositiveInfinity]; // ties to even

        CollectionAssert.AreEqual(rounded, RoundTrip(values, TensorPrecision.BF16));
    }

    [TestMethod]
    [DataRow(TensorPrecision.F16, 65520f)]
    [DataRow(TensorPrecision.F16, -1e6f)]
    [DataRow(TensorPrecision.BF16, 3.3961775e38f)]
    [DataRow(TensorPrecision.BF16, float.MinValue)]
    public void A_value_too_large_for_the_precision_is_refused(TensorPrecision precision, float value)
    {
        var error = Assert.ThrowsExactly<RecognitionException>(
            () => SafeTensors.Write(TestFile, _noMetadata, [new NamedTensor("3.w", [2], [1f, value])], precision));

        Assert.Contains("tensor '3.w' has the value", error.Message);
        Assert.IsFalse(File.Exists(TestFile));
    }

    [TestMethod]
    public void Names_shapes_order_and_metadata_come_back()
    {
        NamedTensor[] tensors =
        [
            new("2.z", [2, 3], [1, 2, 3, 4, 5, 6]),
            new("1.a", [], [7]),
            new("ü \"quoted\"", [1, 1, 2], [8, 9]),
        ];
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["note"] = "ä\n\"\\\u0001 ✓ 😀", ["empty"] = "" };

        SafeTensors.Write(TestFile, metadata, tensors, TensorPrecision.F32);
        var content = SafeTensors.Read(TestFile);

        CollectionAssert.AreEquivalent(metadata, content.Metadata.ToArray());
        Assert.AreEqual(8, content.Checksum!.Length);
        AssertSame(tensors, content.Tensors);
    }

    [TestMethod]
    public void A_file_without_tensors_or_metadata_is_possible()
    {
        SafeTensors.Write(TestFile, _noMetadata, [], TensorPrecision.F32);

        var content = SafeTensors.Read(TestFile);

        Assert.IsEmpty(content.Tensors);
        Assert.IsEmpty(content.Metadata);
    }

    [TestMethod]
    public void The_file_is_laid_out_as_the_format_says()
    {
        SafeTensors.Write(TestFile, _noMetadata, [new NamedTensor("w", [2], [1f, -2f])], TensorPrecision.BF16);

        var bytes = File.ReadAllBytes(TestFile);
        var headerLength = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        var header = Encoding.UTF8.GetString(bytes, 8, headerLength);

        Assert.AreEqual(0, headerLength % 8);
        Assert.StartsWith("{\"__metadata__\":{\"checksum\":\"", header);
        Assert.EndsWith("\"w\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}}", header.TrimEnd(' '));
        CollectionAssert.AreEqual(new byte[] { 0x80, 0x3F, 0x00, 0xC0 }, bytes[(8 + headerLength)..]);
    }

    [TestMethod]
    public void A_file_of_another_program_is_read_without_a_checksum()
    {
        // Keys in another order than ours, tensors in another order than their data, no metadata.
        WriteRaw("{\"b\":{\"data_offsets\":[4,8],\"shape\":[2,1],\"dtype\":\"F16\"},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
            [0, 0, 0x80, 0x3F, 0x00, 0x3C, 0x00, 0xC0]);

        var content = SafeTensors.Read(TestFile);

        Assert.IsNull(content.Checksum);
        AssertSame([new NamedTensor("a", [1], [1f]), new NamedTensor("b", [2, 1], [1f, -2f])], content.Tensors);
    }

    [TestMethod]
    [DataRow("{\"a\"", "not well-formed JSON")]
    [DataRow("{]", "not well-formed JSON")]
    [DataRow(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "the header names 'a' twice")]
    [DataRow("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", "metadata 'a' stands there twice")]
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,4]}}", "or one of them twice")]
    [DataRow("{\"__metadata__\":{\"a\":{\"b\":{\"c\":{}}}}}", "not well-formed JSON")]
    [DataRow("{\"__metadata__\":{\"a\":1}}", "not that of a safetensors file")]
    [DataRow("{\"__metadata__\":{\"a\":null}}", "metadata 'a' is null")]
    [DataRow("{\"__metadata__\":{\"a\":\"\\ud800\"}}", "not that of a safetensors file")]
    [DataRow("{\"__metadata__\":[]}", "not that of a safetensors file")]
    [DataRow("{\"a\":4}", "not that of a safetensors file")]
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", "tensor 'a' lacks its dtype, shape or data_offsets")]
    [DataRow("{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}", "tensor 'a' has dtype 'F64', but F32, F16 or BF16 is expected")]
    [DataRow("{\"a\":{\"dtype\":\"f32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "dtype 'f32'")]
    [DataRow("{\"a\":{\"dtype\":\"0\",\"shape\":[1],\"data_offsets\":[0,4]}}", "dtype '0'")]
    [DataRow("{\"a\":{\"dtype\":1,\"shape\":[1],\"data_offsets\":[0,4]}}", "not that of a safetensors file")]
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}", "impossible shape [0]")]
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1,-2],\"data_offsets\":[0,8]}}", "impossible shape [-1,-2]")]
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,8]}}", "impossible shape [1.5]")]
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536,65536,65536,65536],\"data_offsets\":[0,8]}}", "impossible shape")]
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", "tensor 'a' of 8 bytes has data_offsets [0,4]")]
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", "data_offsets [8,0]")]
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-4,4]}}", "data_offsets [-4,4]")]
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,9]}}", "data_offsets [0,8,9]")]
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,1e99]}}", "data_offsets [0,1e99]")]
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "the tensors need 4 bytes of data, but the file has 8")]
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}", "the tensors need 16 bytes of data, but the file has 8")]
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "the data of tensor 'a' begins at byte 4, but 0 is expected")]
    [DataRow(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "the data of tensor 'b' begins at byte 4, but 8 is expected")]
    [DataRow("{\"a\\nb\":{}}", "tensor 'a b' lacks")]
    public void A_wrong_header_is_named_in_one_line(string header, string complaint)
    {
        WriteRaw(header, new byte[8]);

        AssertRefused(complaint);
    }

    [TestMethod]
    public void Another_kind_of_file_is_named()
    {
        File.WriteAllText(TestFile, "\u0089PNG and so on, for long enough");
        AssertRefused("this is no safetensors file");

        File.WriteAllBytes(TestFile, []);
        AssertRefused("the file is empty");

        File.WriteAllBytes(TestFile, [2, 0, 0, 0, 0, 0, 0, 0, (byte)'{']);
        AssertRefused("its header should have 2 bytes, but only 1 follow");

        File.WriteAllBytes(TestFile, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, (byte)'{', (byte)'}']);
        AssertRefused("this is no safetensors file");

        File.Delete(TestFile);
        AssertRefused("there is no such file");

        Directory.CreateDirectory(TestFile);
        AssertRefused("this is a folder");
    }

    [TestMethod]
    public void A_header_in_invalid_utf8_is_named()
    {
        byte[] header = [.. "{\"__metadata__\":{\"a\":\""u8, 0xC3, 0x28, .. "\"}}"u8];
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        File.WriteAllBytes(TestFile, [.. length, .. header]);

        AssertRefused("not that of a safetensors file");
    }

    [TestMethod]
    public void Wrong_tensors_are_the_callers_fault()
    {
        NamedTensor good = new("a", [2], [1, 2]);

        Assert.ThrowsExactly<ArgumentException>(() => SafeTensors.Write(TestFile, _noMetadata, [good, good], TensorPrecision.F32));
        Assert.ThrowsExactly<ArgumentException>(() => SafeTensors.Write(TestFile, _noMetadata, [good with { Name = "__metadata__" }], TensorPrecision.F32));
        Assert.ThrowsExactly<ArgumentException>(() => SafeTensors.Write(TestFile, _noMetadata, [good with { Shape = [3] }], TensorPrecision.F32));
    }

    [TestMethod]
    public void A_file_is_replaced_whole_and_nothing_is_left_beside_it()
    {
        SafeTensors.Write(TestFile, _noMetadata, [new NamedTensor("a", [3], [1, 2, 3])], TensorPrecision.F32);
        SafeTensors.Write(TestFile, _noMetadata, [new NamedTensor("b", [1], [4])], TensorPrecision.F32);

        AssertSame([new NamedTensor("b", [1], [4])], SafeTensors.Read(TestFile).Tensors);
        Assert.HasCount(1, Directory.GetFiles(_folder.Path));
    }

    [TestMethod]
    public void A_folder_that_does_not_exist_is_named()
    {
        var path = Path.Combine(_folder.Path, "missing", "a.safetensors");
        var error = Assert.ThrowsExactly<RecognitionException>(() => SafeTensors.Write(path, _noMetadata, [], TensorPrecision.F32));

        Assert.StartsWith($"{path}: the file cannot be written", error.Message);
    }

    internal static void AssertSame(IReadOnlyList<NamedTensor> expected, IReadOnlyList<NamedTensor> actual)
    {
        Assert.HasCount(expected.Count, actual);
        foreach (var (one, other) in expected.Zip(actual))
        {
            Assert.AreEqual(one.Name, other.Name);
            CollectionAssert.AreEqual(one.Shape.ToArray(), other.Shape.ToArray());
            CollectionAssert.AreEqual(one.Values, other.Values);
        }
    }

    private float[] RoundTrip(float[] values, TensorPrecision precision)
    {
        SafeTensors.Write(TestFile, _noMetadata, [new NamedTensor("a", [values.Length], values)], precision);
        return SafeTensors.Read(TestFile).Tensors.Single().Values;
    }

    private void WriteRaw(string header, byte[] data)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, Encoding.UTF8.GetByteCount(header));
        File.WriteAllBytes(TestFile, [.. length, .. Encoding.UTF8.GetBytes(header), .. data]);
    }

    private void AssertRefused(string complaint)
    {
        var error = Assert.ThrowsExactly<RecognitionException>(() => SafeTensors.Read(TestFile));

        Assert.StartsWith($"{TestFile}: ", error.Message);
        Assert.Contains(complaint, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }
}
