using System.Runtime.CompilerServices;

namespace HandwritingLstm.Network.Kernels;

/// <summary>The transforms of one 4×4 input tile or 2×2 output tile, all channels.</summary>
/// <remarks>Lavin and Gray, CVPR 2016, section 4.1, equations 7 to 9.</remarks>
internal static unsafe class WinogradTile<T>
    where T : struct, ILanes<T>
{
    /// <summary>Bᵀ d B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Input(float* x, nint pitch, int stride, float* v, nint element)
    {
        for (var c = 0; c < stride; c += T.Count, x += T.Count, v += T.Count)
        {
            Columns(x, stride, out var a0, out var a1, out var a2, out var a3);
            Columns(x + pitch, stride, out var b0, out var b1, out var b2, out var b3);
            Columns(x + (2 * pitch), stride, out var c0, out var c1, out var c2, out var c3);
            Columns(x + (3 * pitch), stride, out var d0, out var d1, out var d2, out var d3);
            Store(v, element, a0 - c0, a1 - c1, a2 - c2, a3 - c3);
            Store(v + (4 * element), element, b0 + c0, b1 + c1, b2 + c2, b3 + c3);
            Store(v + (8 * element), element, c0 - b0, c1 - b1, c2 - b2, c3 - b3);
            Store(v + (12 * element), element, b0 - d0, b1 - d1, b2 - d2, b3 - d3);
        }
    }

    /// <summary>Aᵀ m A.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Output(float* m, nint element, int stride, float* y, nint pitch)
    {
        for (var c = 0; c < stride; c += T.Count, m += T.Count, y += T.Count)
        {
            Row(m, element, out var a0, out var a1);
            Row(m + (4 * element), element, out var b0, out var b1);
            Row(m + (8 * element), element, out var c0, out var c1);
            Row(m + (12 * element), element, out var d0, out var d1);
            (a0 + b0 + c0).Store(y);
            (a1 + b1 + c1).Store(y + stride);
            (b0 - c0 - d0).Store(y + pitch);
            (b1 - c1 - d1).Store(y + pitch + stride);
        }
    }

    /// <summary>A dy Aᵀ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient(float* dy, nint pitch, int stride, float* m, nint element)
    {
        for (var c = 0; c < stride; c += T.Count, dy += T.Count, m += T.Count)
        {
            var a = T.Load(dy);
            var b = T.Load(dy + stride);
            var p = T.Load(dy + pitch);
            var q = T.Load(dy + pitch + stride);
            Spread(m, element, a, b);
            Spread(m + (4 * element), element, a + p, b + q);
            Spread(m + (8 * element), element, a - p, b - q);
            Spread(m + (12 * element), element, T.Zero - p, T.Zero - q);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Columns(float* x, int stride, out T e0, out T e1, out T e2, out T e3)
    {
        var x0 = T.Load(x);
        var x1 = T.Load(x + stride);
        var x2 = T.Load(x + (2 * stride));
        var x3 = T.Load(x + (3 * stride));
        e0 = x0 - x2;
        e1 = x1 + x2;
        e2 = x2 - x1;
        e3 = x1 - x3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(float* m, nint element, out T y0, out T y1)
    {
        var m1 = T.Load(m + element);
        var m2 = T.Load(m + (2 * element));
        y0 = T.Load(m) + m1 + m2;
        y1 = m1 - m2 - T.Load(m + (3 * element));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread(float* m, nint element, T a, T b) => Store(m, element, a, a + b, a - b, T.Zero - b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* v, nint element, T e0, T e1, T e2, T e3)
    {
        e0.Store(v);
        e1.Store(v + element);
        e2.Store(v + (2 * element));
        e3.Store(v + (3 * element));
    }
}
