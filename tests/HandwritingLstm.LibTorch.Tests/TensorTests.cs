using System.Runtime.InteropServices;
using TorchSharp;

namespace HandwritingLstm.LibTorch.Tests;

[TestClass]
public sealed class TensorTests
{
    [TestInitialize]
    public void OrSkip() => LibTorch.OrSkip();

    [TestMethod]
    public void Values_come_back_as_they_went_in()
    {
        using var scope = torch.NewDisposeScope();
        var tensor = torch.tensor(new float[] { 1, 2, 3, 4, 5, 6 }, new long[] { 2, 3 });

        CollectionAssert.AreEqual(new long[] { 2, 3 }, tensor.shape);
        Assert.AreEqual(torch.ScalarType.Float32, tensor.dtype);
        Assert.AreEqual("cpu", tensor.device.ToString());
        CollectionAssert.AreEqual(new float[] { 1, 4, 2, 5, 3, 6 }, tensor.transpose(0, 1).data<float>().ToArray());
        CollectionAssert.AreEqual(new long[] { 1, 2, 3, 4, 5, 6 }, tensor.to(torch.int64).data<long>().ToArray());
    }

    [TestMethod]
    public void Places_are_selected_turned_round_and_stacked()
    {
        using var scope = torch.NewDisposeScope();
        var tensor = torch.tensor(new float[] { 1, 2, 3, 4, 5, 6 }, new long[] { 2, 3 });

        CollectionAssert.AreEqual(new float[] { 2, 5 }, tensor.select(1, 1).data<float>().ToArray());
        CollectionAssert.AreEqual(new float[] { 3, 2, 1, 6, 5, 4 }, tensor.flip(1).data<float>().ToArray());
        var stacked = torch.stack(new[] { tensor.select(0, 1), tensor.select(0, 0) }, 1);
        CollectionAssert.AreEqual(new long[] { 3, 2 }, stacked.shape);
        CollectionAssert.AreEqual(new float[] { 4, 1, 5, 2, 6, 3 }, stacked.data<float>().ToArray());
    }

    [TestMethod]
    public void Operators_are_those_of_torch()
    {
        using var scope = torch.NewDisposeScope();
        var a = torch.tensor(new float[] { 1, 2, 3 }, new long[] { 3 });
        var b = torch.tensor(new float[] { 4, 8, 16 }, new long[] { 3 });

        CollectionAssert.AreEqual(new float[] { 5, 10, 19 }, (a + b).data<float>().ToArray());
        CollectionAssert.AreEqual(new float[] { 3, 6, 13 }, (b - a).data<float>().ToArray());
        CollectionAssert.AreEqual(new float[] { 4, 16, 48 }, (a * b).data<float>().ToArray());
        CollectionAssert.AreEqual(new float[] { 0.25f, 0.25f, 0.1875f }, (a / b).data<float>().ToArray());
        CollectionAssert.AreEqual(new float[] { 3, 4, 5 }, ((a * 0.5 * 2) + 2).data<float>().ToArray());
        CollectionAssert.AreEqual(new float[] { 2, 2, 3 }, a.clamp(min: (Scalar)2).data<float>().ToArray());
        Assert.AreEqual(6f, a.sum().item<float>());
        Assert.AreEqual(3f, a.amax(new long[] { 0 }).item<float>());
    }

    [TestMethod]
    public void An_operation_in_place_changes_the_tensor()
    {
        using var scope = torch.NewDisposeScope();
        var tensor = torch.ones(new long[] { 2 });

        _ = tensor.mul_(3).add_(torch.ones(new long[] { 2 }), 2).addcdiv_(torch.ones(new long[] { 2 }), torch.ones(new long[] { 2 }).mul_(4), -1);

        CollectionAssert.AreEqual(new float[] { 4.75f, 4.75f }, tensor.data<float>().ToArray());
    }

    [TestMethod]
    public void What_libtorch_refuses_is_an_exception_with_its_words()
    {
        using var scope = torch.NewDisposeScope();
        var (two, three) = (torch.ones(new long[] { 2 }), torch.ones(new long[] { 3 }));

        var error = Assert.ThrowsExactly<ExternalException>(() => two + three);

        Assert.Contains("size of tensor", error.Message);
    }

    [TestMethod]
    public void Values_are_read_as_what_they_are()
    {
        using var tensor = torch.ones(new long[] { 2 });

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => tensor.data<long>());

        Assert.Contains("Float32, not Int64", error.Message);
    }

    [TestMethod]
    [DataRow("cpu", "cpu")]
    [DataRow("cuda", "cuda:0")]
    [DataRow("cuda:2", "cuda:2")]
    public void Devices_have_names(string name, string canonical) => Assert.AreEqual(canonical, torch.device(name).ToString());

    [TestMethod]
    [DataRow("gpu")]
    [DataRow("cuda:x")]
    [DataRow("cuda:1:2")]
    public void Other_names_are_refused(string name) => Assert.ThrowsExactly<ArgumentException>(() => torch.device(name));
}
