using static TorchSharp.torch;

namespace HandwritingLstm.LibTorch.Tests.Modules;

[TestClass]
public sealed class AdamWTests
{
    [TestInitialize]
    public void OrSkip() => LibTorch.OrSkip();

    [TestMethod]
    public void The_first_step_has_the_length_of_the_learning_rate()
    {
        using var scope = NewDisposeScope();
        var weight = nn.Parameter(tensor(new float[] { 2, -1 }, new long[] { 2 }));
        using var optimiser = optim.AdamW([weight], lr: 0.1, weight_decay: 0.5);

        (weight * tensor(new float[] { 3, -7 }, new long[] { 2 })).sum().backward();
        optimiser.step();

        var values = weight.data<float>().ToArray();
        Assert.AreEqual((2f * (1 - (0.1f * 0.5f))) - 0.1f, values[0], 1e-5f);
        Assert.AreEqual((-1f * (1 - (0.1f * 0.5f))) + 0.1f, values[1], 1e-5f);

        optimiser.zero_grad();
        Assert.IsTrue(weight.grad is null || weight.grad.norm().item<float>().Equals(0f));
    }

    [TestMethod]
    public void Clipping_scales_all_gradients_to_one_norm()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (nn.Parameter(ones(new long[] { 1 })), nn.Parameter(ones(new long[] { 1 })));
        ((a * 3) + (b * 4)).sum().backward();

        Assert.AreEqual(5, nn.utils.clip_grad_norm_([a, b], 1), 1e-6);
        Assert.AreEqual(0.6f, a.grad!.item<float>(), 1e-5f);
        Assert.AreEqual(0.8f, b.grad!.item<float>(), 1e-5f);
    }
}
