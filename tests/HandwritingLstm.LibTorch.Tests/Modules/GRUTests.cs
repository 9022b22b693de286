using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils;

namespace HandwritingLstm.LibTorch.Tests.Modules;

[TestClass]
public sealed class GRUTests
{
    private const int Inputs = 3;
    private const int Cells = 4;
    private const int Steps = 6;
    private const int Lines = 2;

    [TestInitialize]
    public void OrSkip() => LibTorch.OrSkip();

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Outputs_and_gradients_are_those_of_the_equations(bool bidirectional)
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        using var gru = nn.GRU(Inputs, Cells, bidirectional: bidirectional);
        var lines = Noise(Steps, Lines, Inputs).requires_grad_();
        var begin = Noise(bidirectional ? 2 : 1, Lines, Cells);
        Tensor[] weights = [.. gru.named_parameters().Select(pair => pair.parameter)]; // per direction W_ih, W_hh, b_ih, b_hh

        var (outputs, last) = gru.call(lines, begin);
        var expected = Walk(lines, begin.select(0, 0), weights[..4], reverse: false);
        var ends = expected.select(0, Steps - 1);
        if (bidirectional)
        {
            var backwards = Walk(lines, begin.select(0, 1), weights[4..], reverse: true);
            (expected, ends) = (cat(new[] { expected, backwards }, 2), cat(new[] { ends, backwards.select(0, 0) }, 0));
        }

        AssertClose(expected, outputs, 1e-6f);
        AssertClose(ends.reshape(-1), last.reshape(-1), 1e-6f);
        var of = (Tensor[])[lines, .. weights];
        var weight = Noise([.. outputs.shape]); // a loss in which every output counts
        var gradients = autograd.grad(new[] { (outputs * weight).sum() }, of);
        var wanted = autograd.grad(new[] { (expected * weight).sum() }, of);
        for (var i = 0; i < of.Length; i++)
        {
            AssertClose(wanted[i], gradients[i], 1e-5f * MathF.Max(1, wanted[i].norm().item<float>()));
        }
    }

    [TestMethod]
    public void A_packed_line_walks_as_it_does_alone()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var gru = nn.GRU(Inputs, Cells, bidirectional: true);
        var lines = Noise(5, Lines, Inputs); // the second line has 3 columns

        using var packed = rnn.pack_padded_sequence(lines, tensor(new long[] { 5, 3 }));
        var (walked, last) = gru.call(packed);
        using var sequence = walked;
        var (padded, _) = rnn.pad_packed_sequence(sequence, total_length: 5);
        var (alone, lastAlone) = gru.call(lines.narrow(1, 1, 1).narrow(0, 0, 3));

        AssertClose(alone, padded.narrow(1, 1, 1).narrow(0, 0, 3), 1e-6f);
        AssertClose(lastAlone, last.narrow(1, 1, 1), 1e-6f);
        Assert.AreEqual(0f, padded.narrow(1, 1, 1).narrow(0, 3, 2).norm().item<float>());
    }

    [TestMethod]
    public void Weights_have_the_names_of_torch()
    {
        using var scope = NewDisposeScope();
        using var gru = nn.GRU(Inputs, Cells, bidirectional: true);

        var found = gru.named_parameters().ToArray();

        CollectionAssert.AreEqual(
            new[]
            {
                "weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0",
                "weight_ih_l0_reverse", "weight_hh_l0_reverse", "bias_ih_l0_reverse", "bias_hh_l0_reverse",
            },
            found.Select(pair => pair.name).ToArray());
        CollectionAssert.AreEqual(new long[] { 3 * Cells, Inputs }, found[0].parameter.shape);
        CollectionAssert.AreEqual(new long[] { 3 * Cells }, gru.get_parameter("bias_hh_l0")!.shape);
        Assert.IsNull(gru.get_parameter("weight_ih_l1"));
    }

    [TestMethod]
    public void An_input_of_another_width_is_refused()
    {
        using var scope = NewDisposeScope();
        using var gru = nn.GRU(Inputs, Cells);

        var error = Assert.ThrowsExactly<System.Runtime.InteropServices.ExternalException>(() => gru.call(Noise(Steps, Lines, Inputs + 1)));

        Assert.Contains("Expected 3, got 4", error.Message);
    }

    // r = σ(W_r x + U_r h′), z = σ(W_z x + U_z h′), n = tanh(W_n x + r ⊙ U_n h′), h = (1 − z) ⊙ n + z ⊙ h′, biases with each product.
    private static Tensor Walk(Tensor lines, Tensor begin, Tensor[] weights, bool reverse)
    {
        var outputs = new Tensor[Steps];
        var output = begin;
        for (var step = 0; step < Steps; step++)
        {
            var t = reverse ? Steps - 1 - step : step;
            var input = lines.select(0, t).matmul(weights[0].transpose(0, 1)) + weights[2];
            var recurrent = output.matmul(weights[1].transpose(0, 1)) + weights[3];
            var r = (Part(input, 0) + Part(recurrent, 0)).sigmoid();
            var z = (Part(input, 1) + Part(recurrent, 1)).sigmoid();
            var n = (Part(input, 2) + (r * Part(recurrent, 2))).tanh();
            output = (((z * -1) + 1) * n) + (z * output);
            outputs[t] = output;
        }

        return stack(outputs);
    }

    private static Tensor Part(Tensor sums, int index) => sums.narrow(1, index * Cells, Cells);

    // Numbers from −1 to 1, the same in every run.
    private static Tensor Noise(params long[] shape)
    {
        var count = (int)shape.Aggregate(1L, (product, size) => product * size);
        return tensor([.. Enumerable.Range(0, count).Select(i => MathF.Sin((i * 12.9898f) + shape.Length))], shape);
    }

    private static void AssertClose(Tensor expected, Tensor actual, float tolerance)
    {
        CollectionAssert.AreEqual(expected.shape, actual.shape);
        Assert.IsLessThanOrEqualTo(tolerance, (expected - actual).norm().item<float>());
    }
}
