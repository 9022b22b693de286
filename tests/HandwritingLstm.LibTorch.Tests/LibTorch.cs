using TorchSharp;

namespace HandwritingLstm.LibTorch.Tests;

/// <summary>Skips a test where there is no libtorch, and says why.</summary>
internal static class LibTorch
{
    public static void OrSkip()
    {
        try
        {
            _ = torch.get_num_threads();
        }
        catch (DllNotFoundException problem)
        {
            Assert.Inconclusive(problem.Message);
        }
    }
}
