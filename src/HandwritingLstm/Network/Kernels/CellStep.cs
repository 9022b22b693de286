using System.Runtime.InteropServices;

namespace HandwritingLstm.Network.Kernels;

/// <summary>What one step of a recurrent cell reads and writes, for one line and all units; vectors of <see cref="Units"/> floats.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly unsafe struct CellStep
{
    /// <summary>Units, a multiple of 16.</summary>
    public int Units { get; init; }

    /// <summary>The weighted sums without bias, as the cell's layout says.</summary>
    public float* Sums { get; init; }

    /// <summary>The bias, laid out as the sums.</summary>
    public float* Bias { get; init; }

    /// <summary>The weights from the state to the gates, where the cell has them.</summary>
    public float* Peepholes { get; init; }

    /// <summary>The state of the step before; null at the first, whose state before is 0.</summary>
    public float* StateBefore { get; init; }

    /// <summary>The state of this step.</summary>
    public float* State { get; init; }

    /// <summary>The output of the step before; 0 at the first.</summary>
    public float* OutputBefore { get; init; }

    /// <summary>Forward: gets the output.</summary>
    public float* Output { get; init; }

    /// <summary>Forward: gets the output once more, as the next step's recurrent input; null at the last step.</summary>
    public float* NextInput { get; init; }

    /// <summary>Backward: gradient of the output from above.</summary>
    public float* OutputGradient { get; init; }

    /// <summary>Backward: gradient of the output from the next step; gets what the output before receives past the weights.</summary>
    public float* RecurrentGradient { get; init; }

    /// <summary>Backward: gradient of the state from the next step; gets that for the step before.</summary>
    public float* StateGradient { get; init; }
}
