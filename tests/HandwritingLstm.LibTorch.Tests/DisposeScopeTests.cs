using TorchSharp;

namespace HandwritingLstm.LibTorch.Tests;

[TestClass]
[DoNotParallelize] // tensors are counted
public sealed class DisposeScopeTests
{
    [TestInitialize]
    public void OrSkip() => LibTorch.OrSkip();

    [TestMethod]
    public void Nothing_is_left_after_ten_thousand_steps()
    {
        using var weights = torch.ones(new long[] { 4 }).requires_grad_();
        var before = torch.Tensor.TotalCount;
        for (var step = 0; step < 10_000; step++)
        {
            using var scope = torch.NewDisposeScope();
            var gradient = torch.autograd.grad(new[] { (weights * weights).sum() }, new[] { weights })[0];
            using var _ = torch.no_grad();
            weights.add_(gradient, -1e-5);
        }

        Assert.AreEqual(before, torch.Tensor.TotalCount);
    }

    [TestMethod]
    public void A_tensor_moves_to_the_scope_around()
    {
        using var outer = torch.NewDisposeScope();
        torch.Tensor kept;
        using (var inner = torch.NewDisposeScope())
        {
            kept = torch.ones(new long[] { 1 }).MoveToOuterDisposeScope();
            _ = torch.ones(new long[] { 1 });
            Assert.AreEqual(1, inner.DisposablesCount);
        }

        Assert.AreEqual(1, outer.DisposablesCount);
        Assert.AreEqual(1f, kept.item<float>());
    }

    [TestMethod]
    public void A_detached_tensor_outlives_its_scope()
    {
        var before = torch.Tensor.TotalCount;
        torch.Tensor kept;
        using (torch.NewDisposeScope())
        {
            kept = torch.ones(new long[] { 1 }).DetachFromDisposeScope();
        }

        Assert.AreEqual(before + 1, torch.Tensor.TotalCount);
        kept.Dispose();
        Assert.AreEqual(before, torch.Tensor.TotalCount);
    }

    [TestMethod]
    public void A_failed_operation_leaves_nothing()
    {
        using var scope = torch.NewDisposeScope();
        var (two, three) = (torch.ones(new long[] { 2 }), torch.ones(new long[] { 3 }));
        var before = torch.Tensor.TotalCount;

        Assert.Throws<Exception>(() => two + three);

        Assert.AreEqual(before, torch.Tensor.TotalCount);
    }
}
