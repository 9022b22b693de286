using TorchSharp;

namespace HandwritingLstm.LibTorch.Tests;

[TestClass]
public sealed class AutogradTests
{
    [TestInitialize]
    public void OrSkip() => LibTorch.OrSkip();

    [TestMethod]
    public void The_gradient_of_a_sum_of_squares_is_twice_the_values()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.tensor(new float[] { 1, -2, 3 }, new long[] { 3 }, requires_grad: true);

        var gradients = torch.autograd.grad(new[] { (x * x).sum() }, new[] { x });

        CollectionAssert.AreEqual(new float[] { 2, -4, 6 }, gradients[0].data<float>().ToArray());
        Assert.IsNull(x.grad);
    }

    [TestMethod]
    public void Backward_adds_to_the_gradient()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.tensor(new float[] { 3 }, new long[] { 1 }, requires_grad: true);

        (x * x).sum().backward();
        (x * 10).sum().backward();

        Assert.AreEqual(16f, x.grad!.item<float>());
    }

    [TestMethod]
    public void Nothing_is_remembered_without_gradients()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.ones(new long[] { 1 }).requires_grad_();
        using (torch.no_grad())
        {
            Assert.IsFalse((x * 2).requires_grad);
        }

        Assert.IsTrue((x * 2).requires_grad);
        Assert.IsFalse((x * 2).detach().requires_grad);
    }

    [TestMethod]
    public void An_input_without_a_part_has_no_gradient()
    {
        using var scope = torch.NewDisposeScope();
        var (x, y) = (torch.ones(new long[] { 1 }).requires_grad_(), torch.ones(new long[] { 1 }).requires_grad_());

        var gradients = torch.autograd.grad(new[] { x * 2 }, new[] { x, y }, allow_unused: true);

        Assert.AreEqual(2f, gradients[0].item<float>());
        Assert.IsNull(gradients[1]);
    }
}
