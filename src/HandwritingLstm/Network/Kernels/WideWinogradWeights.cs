using System.Runtime.CompilerServices;

namespace HandwritingLstm.Network.Kernels;

/// <summary>Weights of 3×3 convolutions in the domain of <see cref="WideWinograd{T}"/>, in packed form.</summary>
/// <remarks>Lavin and Gray, CVPR 2016, section 4.3: u = G g Gᵀ.</remarks>
internal static unsafe class WideWinogradWeights<T>
    where T : struct, ILanes<T>
{
    /// <summary>u = G g Gᵀ: packed weights [9·inputStride, outputStride] to 36 × packed [inputStride, outputStride].</summary>
    /// <param name="weights">The packed weights.</param>
    /// <param name="u">The transformed weights.</param>
    /// <param name="inputStride">Floats per input pixel.</param>
    /// <param name="outputStride">Floats per output pixel.</param>
    /// <param name="inputs">The input channels to transform: threads share them.</param>
    public static void Transform(float* weights, float* u, int inputStride, int outputStride, Range inputs)
    {
        var (source, target) = (new WeightPanels(9 * inputStride, outputStride), new WeightPanels(inputStride, outputStride));
        var (first, count) = inputs.GetOffsetAndLength(inputStride);
        for (var co = 0; co < outputStride; co += T.Count)
        {
            var tap = (nint)inputStride * source.PanelWidthOf(co / Product.PanelWidth);
            for (var ci = first; ci < first + count; ci++)
            {
                Transform(weights + source.Index(ci, co), tap, u + target.Index(ci, co), target.Length);
            }
        }
    }

    private static void Transform(float* g, nint tap, float* u, nint element)
    {
        Column(T.Load(g), T.Load(g + (3 * tap)), T.Load(g + (6 * tap)), out var a0, out var a1, out var a2, out var a3, out var a4, out var a5);
        g += tap;
        Column(T.Load(g), T.Load(g + (3 * tap)), T.Load(g + (6 * tap)), out var b0, out var b1, out var b2, out var b3, out var b4, out var b5);
        g += tap;
        Column(T.Load(g), T.Load(g + (3 * tap)), T.Load(g + (6 * tap)), out var c0, out var c1, out var c2, out var c3, out var c4, out var c5);
        Row(u, element, a0, b0, c0);
        Row(u + (6 * element), element, a1, b1, c1);
        Row(u + (12 * element), element, a2, b2, c2);
        Row(u + (18 * element), element, a3, b3, c3);
        Row(u + (24 * element), element, a4, b4, c4);
        Row(u + (30 * element), element, a5, b5, c5);
    }

    private static void Row(float* u, nint element, T g0, T g1, T g2)
    {
        Column(g0, g1, g2, out var u0, out var u1, out var u2, out var u3, out var u4, out var u5);
        u0.Store(u);
        u1.Store(u + element);
        u2.Store(u + (2 * element));
        u3.Store(u + (3 * element));
        u4.Store(u + (4 * element));
        u5.Store(u + (5 * element));
    }

    /// <summary>G times a column of three.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column(T g0, T g1, T g2, out T u0, out T u1, out T u2, out T u3, out T u4, out T u5)
    {
        var ends = g0 + g2;
        u0 = g0 * T.Broadcast(1f / 4);
        u1 = (ends + g1) * T.Broadcast(-1f / 6);
        u2 = (ends - g1) * T.Broadcast(-1f / 6);
        ends = T.MultiplyAdd(T.Broadcast(4f), g2, g0);
        var middle = g1 + g1;
        u3 = (ends + middle) * T.Broadcast(1f / 24);
        u4 = (ends - middle) * T.Broadcast(1f / 24);
        u5 = g2;
    }
}
