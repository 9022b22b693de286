using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils;

namespace HandwritingLstm.LibTorch.Tests.Modules;

[TestClass]
public sealed class LSTMTests
{
    [TestInitialize]
    public void OrSkip() => LibTorch.OrSkip();

    [TestMethod]
    public void A_packed_line_walks_as_it_does_alone()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var lstm = nn.LSTM(2, 3, bidirectional: true);
        var values = Enumerable.Range(0, 20).Select(i => MathF.Sin(i)).ToArray();
        var lines = tensor(values, new long[] { 5, 2, 2 }); // [T, B, C]; the second line has 3 columns

        using var packed = rnn.pack_padded_sequence(lines, tensor(new long[] { 5, 3 }));
        var (walked, _, _) = lstm.call(packed);
        using var sequence = walked;
        var (padded, lengths) = rnn.pad_packed_sequence(sequence, total_length: 5);
        var (alone, _, _) = lstm.call(lines.narrow(1, 1, 1).narrow(0, 0, 3));

        CollectionAssert.AreEqual(new long[] { 5, 3 }, lengths.data<long>().ToArray());
        CollectionAssert.AreEqual(new long[] { 5, 2, 6 }, padded.shape);
        var expected = alone.contiguous().data<float>().ToArray();
        var actual = padded.narrow(1, 1, 1).narrow(0, 0, 3).contiguous().data<float>().ToArray();
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 1e-6f);
        }

        Assert.AreEqual(0f, padded.narrow(1, 1, 1).narrow(0, 3, 2).norm().item<float>());
    }

    [TestMethod]
    public void Weights_have_the_names_of_torch()
    {
        using var scope = NewDisposeScope();
        using var lstm = nn.LSTM(2, 3);

        CollectionAssert.AreEqual(new long[] { 12, 2 }, lstm.get_parameter("weight_ih_l0")!.shape);
        CollectionAssert.AreEqual(new long[] { 12 }, lstm.get_parameter("bias_hh_l0")!.shape);
        Assert.IsNull(lstm.get_parameter("weight_ih_l0_reverse"));
        CollectionAssert.AreEqual(
            new[] { "weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0" }, lstm.named_parameters().Select(pair => pair.name).ToArray());
    }
}
