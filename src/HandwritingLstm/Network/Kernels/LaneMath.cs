using System.Runtime.CompilerServices;

namespace HandwritingLstm.Network.Kernels;

/// <summary>The transcendental functions of a network, lane by lane.</summary>
internal static class LaneMath
{
    /// <summary>e to the x, with a relative error below 2e-7; inputs are held within [−87, 87].</summary>
    /// <remarks>
    /// Cody and Waite's reduction x = n·ln 2 + r, |r| ≤ ln 2 / 2, and the minimax polynomial of degree 5 of Cephes' <c>expf</c>.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x)
        where T : struct, ILanes<T>
    {
        // Operand order matters: a NaN in x comes out of Min and Max.
        x = T.Min(T.Broadcast(87f), T.Max(T.Broadcast(-87f), x));
        var n = T.Round(x * T.Broadcast(1.44269504f)); // 1 / ln 2
        var r = T.MultiplyAdd(n, T.Broadcast(-0.693359375f), x); // ln 2 in two parts, the first exact
        r = T.MultiplyAdd(n, T.Broadcast(2.12194440e-4f), r);
        var p = T.Broadcast(1.9875691500e-4f);
        p = T.MultiplyAdd(p, r, T.Broadcast(1.3981999507e-3f));
        p = T.MultiplyAdd(p, r, T.Broadcast(8.3334519073e-3f));
        p = T.MultiplyAdd(p, r, T.Broadcast(4.1665795894e-2f));
        p = T.MultiplyAdd(p, r, T.Broadcast(1.6666665459e-1f));
        p = T.MultiplyAdd(p, r, T.Broadcast(5.0000001201e-1f));
        p = T.MultiplyAdd(p, r * r, r + T.Broadcast(1f));
        return T.ScaleByPowerOfTwo(p, n);
    }

    /// <summary>1 / (1 + e to the −x), with an absolute error below 2e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x)
        where T : struct, ILanes<T> =>
        T.Reciprocal(T.Broadcast(1f) + Exp(T.Zero - x));

    /// <summary>Hyperbolic tangent as 1 − 2 / (1 + e to the 2x), with an absolute error below 3e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x)
        where T : struct, ILanes<T> =>
        T.MultiplyAdd(T.Broadcast(-2f), T.Reciprocal(T.Broadcast(1f) + Exp(x + x)), T.Broadcast(1f));
}
