using System.Runtime.CompilerServices;

namespace HandwritingLstm.Network.Kernels;

/// <summary>The transforms of one 4×4 input tile or 2×2 output tile, all channels, a row of the 4×4 elements at a time.</summary>
/// <remarks>Lavin and Gray, CVPR 2016, section 4.1, equations 7 to 9.</remarks>
internal static unsafe class WinogradTile<T>
    where T : struct, ILanes<T>
{
    /// <summary>One row of Bᵀ d B.</summary>
    public static void Input(int row, float* x, nint pitch, int stride, float* v, nint element)
    {
        // A row of Bᵀ is the difference of two rows of pixels; row 1 is their sum.
        var (first, second) = row switch
        {
            0 => (0, 2),
            1 => (1, 2),
            2 => (2, 1),
            _ => (1, 3),
        };
        var p = x + (first * pitch);
        var q = x + (second * pitch);
        var sign = T.Broadcast(row == 1 ? 1f : -1f);
        for (var c = 0; c < stride; c += T.Count, p += T.Count, q += T.Count, v += T.Count)
        {
            var d0 = T.MultiplyAdd(sign, T.Load(q), T.Load(p));
            var d1 = T.MultiplyAdd(sign, T.Load(q + stride), T.Load(p + stride));
            var d2 = T.MultiplyAdd(sign, T.Load(q + (2 * stride)), T.Load(p + (2 * stride)));
            var d3 = T.MultiplyAdd(sign, T.Load(q + (3 * stride)), T.Load(p + (3 * stride)));
            Store(v, element, d0 - d2, d1 + d2, d2 - d1, d1 - d3);
        }
    }

    /// <summary>Adds what one row of m gives to Aᵀ m A: of rows 0 to 3 in this order, the first to reach an output sets it.</summary>
    public static void AddOutput(int row, float* m, nint element, int stride, float* y, nint pitch)
    {
        var below = y + pitch;
        for (var c = 0; c < stride; c += T.Count, m += T.Count, y += T.Count, below += T.Count)
        {
            Row(m, element, out var a, out var b);
            switch (row)
            {
                case 0:
                    a.Store(y);
                    b.Store(y + stride);
                    break;
                case 1:
                    (T.Load(y) + a).Store(y);
                    (T.Load(y + stride) + b).Store(y + stride);
                    a.Store(below);
                    b.Store(below + stride);
                    break;
                case 2:
                    (T.Load(y) + a).Store(y);
                    (T.Load(y + stride) + b).Store(y + stride);
                    (T.Load(below) - a).Store(below);
                    (T.Load(below + stride) - b).Store(below + stride);
                    break;
                default:
                    (T.Load(below) - a).Store(below);
                    (T.Load(below + stride) - b).Store(below + stride);
                    break;
            }
        }
    }

    /// <summary>One row of A dy Aᵀ.</summary>
    public static void Gradient(int row, float* dy, nint pitch, int stride, float* m, nint element)
    {
        var below = dy + pitch;
        for (var c = 0; c < stride; c += T.Count, dy += T.Count, below += T.Count, m += T.Count)
        {
            switch (row)
            {
                case 0:
                    Spread(m, element, T.Load(dy), T.Load(dy + stride));
                    break;
                case 1:
                    Spread(m, element, T.Load(dy) + T.Load(below), T.Load(dy + stride) + T.Load(below + stride));
                    break;
                case 2:
                    Spread(m, element, T.Load(dy) - T.Load(below), T.Load(dy + stride) - T.Load(below + stride));
                    break;
                default:
                    Spread(m, element, T.Zero - T.Load(below), T.Zero - T.Load(below + stride));
                    break;
            }
        }
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
