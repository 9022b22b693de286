using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace HandwritingLstm.LibTorch.Tests;

[TestClass]
public sealed class AutocastTests
{
    [TestInitialize]
    public void OrSkip() => LibTorch.OrSkip();

    [TestMethod]
    public void Products_and_convolutions_inside_compute_in_half_precision_and_outside_do_not()
    {
        using var scope = NewDisposeScope();
        var image = ones(new long[] { 1, 2, 4, 4 });
        var kernel = ones(new long[] { 3, 2, 3, 3 });
        using (autocast(DeviceType.CPU, ScalarType.BFloat16))
        {
            Assert.AreEqual(ScalarType.BFloat16, F.conv2d(image, kernel).dtype);
            Assert.AreEqual(ScalarType.BFloat16, F.linear(image, ones(new long[] { 5, 4 })).dtype);
            Assert.AreEqual(ScalarType.Float32, (image + image).dtype);
        }

        Assert.AreEqual(ScalarType.Float32, F.conv2d(image, kernel).dtype);
    }

    [TestMethod]
    public void A_third_is_rounded_to_eight_bits()
    {
        using var scope = NewDisposeScope();
        var third = tensor(new float[] { 1f / 3 }, new long[] { 1, 1 });
        using var _ = autocast(DeviceType.CPU, ScalarType.BFloat16);

        Assert.AreEqual(0.333984375f, F.linear(third, ones(new long[] { 1, 1 })).item<float>()); // 171 / 512
    }

    [TestMethod]
    public void Gradients_of_weights_stay_in_32_bits()
    {
        using var scope = NewDisposeScope();
        var weight = nn.Parameter(ones(new long[] { 2, 3 }));
        Tensor loss;
        using (autocast(DeviceType.CPU, ScalarType.BFloat16))
        {
            loss = F.linear(ones(new long[] { 4, 3 }), weight).to(float32).sum();
        }

        loss.backward();

        Assert.AreEqual(ScalarType.Float32, weight.grad!.dtype);
        Assert.AreEqual(4f * 6, weight.grad.sum().item<float>());
    }

    [TestMethod]
    public void What_was_set_before_comes_back_after_an_exception()
    {
        var before = (is_autocast_enabled(DeviceType.CPU), get_autocast_dtype(DeviceType.CPU));

        Assert.ThrowsExactly<System.Runtime.InteropServices.ExternalException>(() =>
        {
            using var scope = NewDisposeScope();
            using var half = autocast(DeviceType.CPU, ScalarType.Float16);
            Assert.AreEqual((true, ScalarType.Float16), (is_autocast_enabled(DeviceType.CPU), get_autocast_dtype(DeviceType.CPU)));
            _ = ones(new long[] { 2 }) + ones(new long[] { 3 });
        });

        Assert.AreEqual(before, (is_autocast_enabled(DeviceType.CPU), get_autocast_dtype(DeviceType.CPU)));
    }

    [TestMethod]
    public void Inside_it_can_be_switched_off_again()
    {
        using var scope = NewDisposeScope();
        var values = ones(new long[] { 2, 2 });
        using var _ = autocast(DeviceType.CPU, ScalarType.BFloat16);
        using (autocast(DeviceType.CPU, enabled: false))
        {
            Assert.AreEqual(ScalarType.Float32, values.matmul(values).dtype);
        }

        Assert.AreEqual(ScalarType.BFloat16, values.matmul(values).dtype);
    }

    [TestMethod]
    public void A_weight_that_changed_between_two_scopes_is_converted_anew()
    {
        using var scope = NewDisposeScope();
        var weight = nn.Parameter(ones(new long[] { 1, 1 }));
        Assert.AreEqual(1f, Product());
        using (no_grad())
        {
            weight.mul_(2);
        }

        Assert.AreEqual(2f, Product());

        float Product()
        {
            using var _ = autocast(DeviceType.CPU, ScalarType.BFloat16);
            return F.linear(ones(new long[] { 1, 1 }), weight).item<float>();
        }
    }

    [TestMethod]
    public void Half_precision_of_GPUs_leaves_the_processor_alone()
    {
        using var scope = NewDisposeScope();
        var values = ones(new long[] { 2, 2 });
        using var _ = autocast(DeviceType.CUDA, ScalarType.BFloat16);

        Assert.AreEqual(cuda.is_available(), is_autocast_enabled(DeviceType.CUDA));
        Assert.AreEqual(ScalarType.BFloat16, get_autocast_dtype(DeviceType.CUDA));
        Assert.IsFalse(is_autocast_enabled(DeviceType.CPU));
        Assert.AreEqual(ScalarType.Float32, values.matmul(values).dtype);
    }

    [TestMethod]
    public void Other_threads_are_left_alone()
    {
        using var _ = autocast(DeviceType.CPU, ScalarType.BFloat16);
        var isEnabledElsewhere = true;
        var thread = new Thread(() => isEnabledElsewhere = is_autocast_enabled(DeviceType.CPU));
        thread.Start();
        thread.Join();

        Assert.IsFalse(isEnabledElsewhere);
        Assert.IsTrue(is_autocast_enabled(DeviceType.CPU));
    }

    [TestMethod]
    public void Full_precision_is_refused()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => autocast(DeviceType.CPU, ScalarType.Float64));

        Assert.Contains("expected Float16 or BFloat16", error.Message);
    }
}
