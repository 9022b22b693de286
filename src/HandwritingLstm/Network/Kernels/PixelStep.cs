using System.Runtime.InteropServices;

namespace HandwritingLstm.Network.Kernels;

/// <summary>What a multidimensional cell reads and writes at one pixel, for all units; vectors of <see cref="Units"/> floats.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly unsafe struct PixelStep
{
    /// <summary>Units, a multiple of 16.</summary>
    public int Units { get; init; }

    /// <summary>The weighted sums without bias, shape [units / 16, 5, 16].</summary>
    public float* Sums { get; init; }

    /// <summary>The bias, same shape.</summary>
    public float* Bias { get; init; }

    /// <summary>The weights from the states to the gates, interleaved by 16 units, where the cell has them.</summary>
    public float* Peepholes { get; init; }

    /// <summary>Backward: their gradient, which is added to.</summary>
    public float* PeepholeGradients { get; init; }

    /// <summary>The state of the pixel before in x; 0 where there is none.</summary>
    public float* StateBeforeX { get; init; }

    /// <summary>The state of the pixel before in y; 0 where there is none.</summary>
    public float* StateBeforeY { get; init; }

    /// <summary>The state of this pixel.</summary>
    public float* State { get; init; }

    /// <summary>Forward: gets the output. Backward: its gradient from above.</summary>
    public float* Output { get; init; }

    /// <summary>Forward: gets the output once more, as input of the next pixel in x; null where there is none.</summary>
    public float* NextX { get; init; }

    /// <summary>Forward: the same in y.</summary>
    public float* NextY { get; init; }

    /// <summary>Backward: gradient of the output from the next pixel in x; 0 where there is none.</summary>
    public float* OutputGradientX { get; init; }

    /// <summary>Backward: the same in y.</summary>
    public float* OutputGradientY { get; init; }

    /// <summary>Backward: gradient of the state from the next pixel in x; 0 where there is none.</summary>
    public float* StateGradientX { get; init; }

    /// <summary>Backward: the same in y.</summary>
    public float* StateGradientY { get; init; }

    /// <summary>Backward: gets the gradients of the states before in x and, behind it, in y.</summary>
    public float* StateGradients { get; init; }
}
