using HandwritingLstm.Network;

namespace HandwritingLstm.Training;

/// <summary>What an optimiser's state is called in a checkpoint, the same whichever engine trains.</summary>
internal static class CheckpointNames
{
    /// <summary>Before a parameter's name: the mean gradient.</summary>
    public const string MeanPrefix = Prefix + "m.";

    /// <summary>Before a parameter's name: the mean squared gradient.</summary>
    public const string SquarePrefix = Prefix + "v.";

    /// <summary>Before a parameter's name: the moving average of the weights.</summary>
    public const string AveragePrefix = Prefix + "average.";

    private const string Prefix = "adamw.";
    private const string StepName = Prefix + "step";

    /// <summary>Whether a tensor is the optimiser's and not the network's.</summary>
    public static bool IsOfOptimiser(NamedTensor tensor) => tensor.Name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The number of steps made: two floats of 24 bits hold any step number exactly.</summary>
    public static NamedTensor StepTensor(long steps) => new(StepName, [2], [steps >> 24, steps & 0xFFFFFF]);

    /// <summary>Takes the number of steps made.</summary>
    /// <exception cref="RecognitionException">The tensor is missing or has another shape.</exception>
    public static long TakeStep(TensorsByName found)
    {
        var step = found.Take(StepName, [2]);
        return ((long)step[0] << 24) + (long)step[1];
    }
}
