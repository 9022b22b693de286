using HandwritingLstm.Training.Torch;

namespace HandwritingLstm.Training.Tests.Torch;

/// <summary>Skips a test where there is no libtorch, and says why.</summary>
internal static class LibTorch
{
    public static void OrSkip()
    {
        try
        {
            TorchDevice.Require(TorchDevice.Processor);
        }
        catch (RecognitionException problem)
        {
            Assert.Inconclusive(problem.Message);
        }
    }
}
