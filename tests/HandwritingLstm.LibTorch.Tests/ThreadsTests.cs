using System.Runtime.InteropServices;
using TorchSharp;

namespace HandwritingLstm.LibTorch.Tests;

[TestClass]
public sealed unsafe class ThreadsTests
{
    [TestInitialize]
    public void OrSkip() => LibTorch.OrSkip();

    [TestMethod]
    public void A_BLAS_with_threads_of_its_own_is_held_to_one()
    {
        if (!NativeLibrary.TryLoad("libopenblas.so.0", out var blas))
        {
            Assert.Inconclusive("There is no OpenBLAS here.");
        }

        torch.set_num_threads(2);

        Assert.AreEqual(2, torch.get_num_threads());
        Assert.AreEqual(1, ((delegate* unmanaged<int>)NativeLibrary.GetExport(blas, "openblas_get_num_threads"))());
    }
}
