using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace HandwritingLstm.LibTorch.Tests;

[TestClass]
public sealed class FunctionalTests
{
    [TestInitialize]
    public void OrSkip() => LibTorch.OrSkip();

    [TestMethod]
    public void A_convolution_sums_what_lies_under_the_kernel()
    {
        using var scope = NewDisposeScope();
        var image = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, new long[] { 1, 1, 2, 3 });
        var kernel = tensor(new float[] { 1, 10, 100 }, new long[] { 1, 1, 1, 3 });
        var bias = tensor(new float[] { 0.5f }, new long[] { 1 });

        var convolved = F.conv2d(image, kernel, bias, new long[] { 1, 2 }, new long[] { 0, 1 });

        CollectionAssert.AreEqual(
            new float[] { (10 * 1) + (100 * 2) + 0.5f, 2 + (10 * 3) + 0.5f, (10 * 4) + (100 * 5) + 0.5f, 5 + (10 * 6) + 0.5f },
            convolved.data<float>().ToArray());
    }

    [TestMethod]
    public void Pooling_drops_an_incomplete_window()
    {
        using var scope = NewDisposeScope();
        var image = tensor(new float[] { 1, 7, 3, 9, 4, 5, 6, 8, 2, 0 }, new long[] { 1, 1, 2, 5 });

        CollectionAssert.AreEqual(new float[] { 7, 9 }, F.max_pool2d(image, new long[] { 2, 2 }).data<float>().ToArray());
    }

    [TestMethod]
    public void Batch_normalisation_moves_the_running_statistics()
    {
        using var scope = NewDisposeScope();
        var (mean, variance) = (zeros(new long[] { 1 }), ones(new long[] { 1 }));
        var image = tensor(new float[] { 1, 3 }, new long[] { 1, 1, 1, 2 });

        var normalized = F.batch_norm(image, mean, variance, null, null, true).data<float>().ToArray();

        Assert.AreEqual(-1f, normalized[0], 1e-4f);
        Assert.AreEqual(1f, normalized[1], 1e-4f);
        Assert.AreEqual(0.1f * 2, mean.item<float>(), 1e-6f);
        Assert.AreEqual((0.9f * 1) + (0.1f * 2), variance.item<float>(), 1e-6f); // unbiased
    }

    [TestMethod]
    public void Dropout_drops_whole_channels_or_single_values_and_keeps_the_mean()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var image = ones(new long[] { 10, 100, 2, 2 });

        var channels = F.dropout2d(image, 0.5).sum(new long[] { 2, 3 }).data<float>().ToArray();
        var values = F.dropout(image, 0.5).data<float>().ToArray();

        Assert.IsTrue(channels.All(sum => sum is 0 or 8));
        Assert.IsTrue(values.All(value => value is 0 or 2));
        Assert.AreEqual(0.5, channels.Count(sum => sum > 0) / 1000.0, 0.1);
        Assert.AreEqual(0.5, values.Count(value => value > 0) / 4000.0, 0.05);
    }

    [TestMethod]
    public void The_loss_of_a_letter_is_that_of_all_its_paths()
    {
        using var scope = NewDisposeScope();
        float[] p = [0.4f, 0.6f, 0.3f, 0.7f]; // two columns: blank, a
        var scores = tensor(Array.ConvertAll(p, MathF.Log), new long[] { 2, 1, 2 });

        var loss = F.ctc_loss(scores, tensor(new long[] { 1 }), tensor(new long[] { 2 }), tensor(new long[] { 1 }), reduction: nn.Reduction.Sum);

        Assert.AreEqual(-MathF.Log((0.6f * 0.7f) + (0.6f * 0.3f) + (0.4f * 0.7f)), loss.item<float>(), 1e-5f); // aa, a_, _a
    }

    [TestMethod]
    public void Softmax_sums_to_one()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { 1, 2, 3, 4 }, new long[] { 2, 2 });

        CollectionAssert.AreEqual(
            F.softmax(x, 1).data<float>().ToArray().Select(value => MathF.Round(value, 5)).ToArray(),
            F.log_softmax(x, 1).exp().data<float>().ToArray().Select(value => MathF.Round(value, 5)).ToArray());
        Assert.AreEqual(2f, F.softmax(x, 1).sum().item<float>(), 1e-5f);
    }

    [TestMethod]
    public void Activations_are_those_of_the_literature()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { -1, 2 }, new long[] { 2 });

        CollectionAssert.AreEqual(new float[] { 0, 2 }, F.relu(x).data<float>().ToArray());
        Assert.AreEqual(MathF.Tanh(2), F.tanh(x).data<float>().ToArray()[1], 1e-6f);
        Assert.AreEqual(1 / (1 + MathF.Exp(1)), F.sigmoid(x).data<float>().ToArray()[0], 1e-6f);
    }
}
