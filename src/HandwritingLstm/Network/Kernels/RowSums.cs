using System.Numerics.Tensors;

namespace HandwritingLstm.Network.Kernels;

/// <summary>Sums over the rows of a matrix: the gradient of a bias.</summary>
internal static unsafe class RowSums
{
    /// <summary>sums[c] += Σ over rows of x[row, c].</summary>
    public static void Add(float* x, nint rowLength, int rows, int columns, float* sums)
    {
        var target = new Span<float>(sums, columns);
        for (var row = 0; row < rows; row++, x += rowLength)
        {
            TensorPrimitives.Add(target, new ReadOnlySpan<float>(x, columns), target);
        }
    }
}
