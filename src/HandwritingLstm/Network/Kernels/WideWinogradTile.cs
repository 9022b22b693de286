using System.Runtime.CompilerServices;

namespace HandwritingLstm.Network.Kernels;

/// <summary>The transforms of one 6×6 input tile and 4×4 output tile, all channels, two rows of the 6×6 elements at a time.</summary>
/// <remarks>Lavin and Gray, CVPR 2016, section 4.3: the points are 0, 1, −1, 2, −2 and infinity.</remarks>
internal static unsafe class WideWinogradTile<T>
    where T : struct, ILanes<T>
{
    /// <summary>Two rows of Bᵀ d B.</summary>
    public static void Input(WideWinogradPair pair, float* x, nint pitch, int stride, float* v, nint element)
    {
        var second = v + (WideWinogradBlock.Size * element);
        if (pair == WideWinogradPair.Ends)
        {
            Ends(x, pitch, stride, v, second, element);
            return;
        }

        // Rows e + o and e − o, with e = d4 − factor·d2 and o = share · (d3 − factor·d1).
        var isOnes = pair == WideWinogradPair.Ones;
        var factor = T.Broadcast(isOnes ? -4f : -1f);
        var share = T.Broadcast(isOnes ? 1f : 2f);
        for (var c = 0; c < stride; c += T.Count, x += T.Count, v += T.Count, second += T.Count)
        {
            var p = x + pitch;
            SumAndDifference(p, pitch, factor, share, out var a0, out var b0);
            SumAndDifference(p + stride, pitch, factor, share, out var a1, out var b1);
            SumAndDifference(p + (2 * stride), pitch, factor, share, out var a2, out var b2);
            SumAndDifference(p + (3 * stride), pitch, factor, share, out var a3, out var b3);
            SumAndDifference(p + (4 * stride), pitch, factor, share, out var a4, out var b4);
            SumAndDifference(p + (5 * stride), pitch, factor, share, out var a5, out var b5);
            Row(v, element, a0, a1, a2, a3, a4, a5);
            Row(second, element, b0, b1, b2, b3, b4, b5);
        }
    }

    /// <summary>Adds what two rows of m give to Aᵀ m A; of the pairs in their order, the first sets the outputs.</summary>
    /// <param name="pair">The two rows.</param>
    /// <param name="m">Their elements.</param>
    /// <param name="element">Floats from one element to the next.</param>
    /// <param name="stride">Floats of an output pixel.</param>
    /// <param name="y">The tile's first output.</param>
    /// <param name="pitch">Floats from row to row of the output.</param>
    /// <param name="rows">Rows of the tile inside the output, 1 to 4.</param>
    /// <param name="columns">Columns of the tile inside the output, 1 to 4.</param>
    public static void AddOutput(WideWinogradPair pair, float* m, nint element, int stride, float* y, nint pitch, int rows, int columns)
    {
        if (pair == WideWinogradPair.Ones)
        {
            SetOnes(m, element, stride, y, pitch, rows, columns);
        }
        else if (pair == WideWinogradPair.Twos)
        {
            AddTwos(m, element, stride, y, pitch, rows, columns);
        }
        else
        {
            AddEnds(m, element, stride, y, pitch, rows, columns);
        }
    }

    private static void SetOnes(float* m, nint element, int stride, float* y, nint pitch, int rows, int columns)
    {
        for (var c = 0; c < stride; c += T.Count, m += T.Count, y += T.Count)
        {
            Columns(m, element, out var a0, out var a1, out var a2, out var a3);
            Columns(m + (WideWinogradBlock.Size * element), element, out var b0, out var b1, out var b2, out var b3);
            Set(y, stride, columns, a0 + b0, a1 + b1, a2 + b2, a3 + b3);
            if (rows > 1)
            {
                Set(y + pitch, stride, columns, a0 - b0, a1 - b1, a2 - b2, a3 - b3);
            }

            if (rows > 2)
            {
                Set(y + (2 * pitch), stride, columns, a0 + b0, a1 + b1, a2 + b2, a3 + b3);
            }

            if (rows > 3)
            {
                Set(y + (3 * pitch), stride, columns, a0 - b0, a1 - b1, a2 - b2, a3 - b3);
            }
        }
    }

    private static void AddTwos(float* m, nint element, int stride, float* y, nint pitch, int rows, int columns)
    {
        for (var c = 0; c < stride; c += T.Count, m += T.Count, y += T.Count)
        {
            Columns(m, element, out var a0, out var a1, out var a2, out var a3);
            Columns(m + (WideWinogradBlock.Size * element), element, out var b0, out var b1, out var b2, out var b3);
            Add(1, y, stride, columns, a0 + b0, a1 + b1, a2 + b2, a3 + b3);
            if (rows > 1)
            {
                Add(2, y + pitch, stride, columns, a0 - b0, a1 - b1, a2 - b2, a3 - b3);
            }

            if (rows > 2)
            {
                Add(4, y + (2 * pitch), stride, columns, a0 + b0, a1 + b1, a2 + b2, a3 + b3);
            }

            if (rows > 3)
            {
                Add(8, y + (3 * pitch), stride, columns, a0 - b0, a1 - b1, a2 - b2, a3 - b3);
            }
        }
    }

    private static void AddEnds(float* m, nint element, int stride, float* y, nint pitch, int rows, int columns)
    {
        for (var c = 0; c < stride; c += T.Count, m += T.Count, y += T.Count)
        {
            Columns(m, element, out var y0, out var y1, out var y2, out var y3);
            Add(1, y, stride, columns, y0, y1, y2, y3);
            if (rows > 3)
            {
                Columns(m + (WideWinogradBlock.Size * element), element, out y0, out y1, out y2, out y3);
                Add(1, y + (3 * pitch), stride, columns, y0, y1, y2, y3);
            }
        }
    }

    private static void Ends(float* x, nint pitch, int stride, float* v, float* second, nint element)
    {
        for (var c = 0; c < stride; c += T.Count, x += T.Count, v += T.Count, second += T.Count)
        {
            var below = x + pitch;
            Row(
                v, element, End(x, pitch), End(x + stride, pitch), End(x + (2 * stride), pitch),
                End(x + (3 * stride), pitch), End(x + (4 * stride), pitch), End(x + (5 * stride), pitch));
            Row(
                second, element, End(below, pitch), End(below + stride, pitch), End(below + (2 * stride), pitch),
                End(below + (3 * stride), pitch), End(below + (4 * stride), pitch), End(below + (5 * stride), pitch));
        }
    }

    /// <summary>4·d0 − 5·d2 + d4 of a column of pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T End(float* d0, nint pitch) => End(T.Load(d0), T.Load(d0 + (2 * pitch)), T.Load(d0 + (4 * pitch)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T End(T d0, T d2, T d4) => T.MultiplyAdd(T.Broadcast(4f), d0, T.MultiplyAdd(T.Broadcast(-5f), d2, d4));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SumAndDifference(float* d1, nint pitch, T factor, T share, out T sum, out T difference)
    {
        var even = T.MultiplyAdd(factor, T.Load(d1 + pitch), T.Load(d1 + (3 * pitch)));
        var odd = share * T.MultiplyAdd(factor, T.Load(d1), T.Load(d1 + (2 * pitch)));
        sum = even + odd;
        difference = even - odd;
    }

    /// <summary>One row of (Bᵀ d) times B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(float* v, nint element, T d0, T d1, T d2, T d3, T d4, T d5)
    {
        End(d0, d2, d4).Store(v);
        var even = T.MultiplyAdd(T.Broadcast(-4f), d2, d4);
        var odd = T.MultiplyAdd(T.Broadcast(-4f), d1, d3);
        (even + odd).Store(v + element);
        (even - odd).Store(v + (2 * element));
        even = d4 - d2;
        odd = d3 - d1;
        odd += odd;
        (even + odd).Store(v + (3 * element));
        (even - odd).Store(v + (4 * element));
        End(d1, d3, d5).Store(v + (5 * element));
    }

    /// <summary>One row of m times A.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Columns(float* m, nint element, out T y0, out T y1, out T y2, out T y3)
    {
        var (m1, m2) = (T.Load(m + element), T.Load(m + (2 * element)));
        var (m3, m4) = (T.Load(m + (3 * element)), T.Load(m + (4 * element)));
        var (ones, twos) = (m1 + m2, m3 + m4);
        y0 = T.Load(m) + ones + twos;
        y2 = T.MultiplyAdd(T.Broadcast(4f), twos, ones);
        (ones, twos) = (m1 - m2, m3 - m4);
        y1 = T.MultiplyAdd(T.Broadcast(2f), twos, ones);
        y3 = T.MultiplyAdd(T.Broadcast(8f), twos, ones) + T.Load(m + (5 * element));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float factor, float* y, int stride, int columns, T y0, T y1, T y2, T y3)
    {
        var f = T.Broadcast(factor);
        T.MultiplyAdd(f, y0, T.Load(y)).Store(y);
        if (columns > 1)
        {
            y += stride;
            T.MultiplyAdd(f, y1, T.Load(y)).Store(y);
        }

        if (columns > 2)
        {
            y += stride;
            T.MultiplyAdd(f, y2, T.Load(y)).Store(y);
        }

        if (columns > 3)
        {
            y += stride;
            T.MultiplyAdd(f, y3, T.Load(y)).Store(y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Set(float* y, int stride, int columns, T y0, T y1, T y2, T y3)
    {
        y0.Store(y);
        if (columns > 1)
        {
            y1.Store(y + stride);
        }

        if (columns > 2)
        {
            y2.Store(y + (2 * stride));
        }

        if (columns > 3)
        {
            y3.Store(y + (3 * stride));
        }
    }
}
