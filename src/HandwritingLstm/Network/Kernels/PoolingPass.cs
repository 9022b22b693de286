using System.Runtime.CompilerServices;

namespace HandwritingLstm.Network.Kernels;

/// <summary>The element-wise passes between two convolutions, fused: scale and shift, ReLU, max pooling, and back.</summary>
/// <remarks>y = max over the window of (z·scale + shift), then max(0, y) where rectified. All channels are whole vectors.</remarks>
internal static unsafe class PoolingPass<T>
    where T : struct, ILanes<T>
{
    /// <summary>Σ z and Σ z² over one row of pixels, added to double sums.</summary>
    public static void AddStatistics(float* z, int width, int stride, double* sums, double* squares)
    {
        for (var c = 0; c < stride; c += T.Count)
        {
            var (s0, s1, q0, q1) = (T.Zero, T.Zero, T.Zero, T.Zero);
            var p = z + c;
            var x = 0;
            for (; x + 2 <= width; x += 2, p += 2 * stride)
            {
                var u = T.Load(p);
                var v = T.Load(p + stride);
                s0 += u;
                s1 += v;
                q0 = T.MultiplyAdd(u, u, q0);
                q1 = T.MultiplyAdd(v, v, q1);
            }

            if (x < width)
            {
                var u = T.Load(p);
                s0 += u;
                q0 = T.MultiplyAdd(u, u, q0);
            }

            AddLanes(s0 + s1, sums + c);
            AddLanes(q0 + q1, squares + c);
        }
    }

    /// <summary>One row of pooled outputs.</summary>
    public static void Forward(
        float* z, nint pitch, int stride, PoolingWindow window, float* scale, float* shift, bool rectify, float* y, int width)
    {
        var floor = rectify ? T.Zero : T.Broadcast(float.NegativeInfinity);
        for (var x = 0; x < width; x++, z += window.Width * stride)
        {
            for (var c = 0; c < stride; c += T.Count, y += T.Count)
            {
                var s = T.Load(scale + c);
                var t = T.Load(shift + c);
                T.Max(floor, Maximum(z + c, pitch, stride, window, s, t)).Store(y); // in this order NaN stays NaN
            }
        }
    }

    /// <summary>Σ dy and Σ dy·(z − μ) over one row of pooled gradients, where dy goes to the maximum of its window.</summary>
    public static void AddGradientSums(
        float* z, nint pitch, int stride, PoolingWindow window, float* scale, float* shift, float* means, bool rectify,
        float* dy, int width, double* sums, double* products)
    {
        for (var c = 0; c < stride; c += T.Count)
        {
            var s = T.Load(scale + c);
            var t = T.Load(shift + c);
            var mean = T.Load(means + c);
            var (sum, product) = (T.Zero, T.Zero);
            var p = z + c;
            var d = dy + c;
            for (var x = 0; x < width; x++, p += window.Width * stride, d += stride)
            {
                var maximum = Maximum(p, pitch, stride, window, s, t);
                var gradient = T.Load(d);
                gradient = rectify ? T.KeepWherePositive(gradient, maximum) : gradient;
                sum += gradient;
                for (var row = 0; row < window.Height; row++)
                {
                    var q = p + (row * pitch);
                    for (var column = 0; column < window.Width; column++, q += stride)
                    {
                        var value = T.Load(q);
                        var y = T.MultiplyAdd(value, s, t);
                        product = T.MultiplyAdd(T.KeepWhereEqual(gradient, y, maximum), value - mean, product);
                        gradient = T.DropWhereEqual(gradient, y, maximum); // the first maximum takes it all
                    }
                }
            }

            AddLanes(sum, sums + c);
            AddLanes(product, products + c);
        }
    }

    /// <summary>z becomes dz = k2·dy + k1·z + k0 over the windows of one row of pooled gradients.</summary>
    public static void Backward(
        float* z, nint pitch, int stride, PoolingWindow window, float* scale, float* shift, bool rectify,
        float* k0, float* k1, float* k2, float* dy, int width, float* dz, nint dzPitch)
    {
        for (var x = 0; x < width; x++, z += window.Width * stride, dz += window.Width * stride)
        {
            for (var c = 0; c < stride; c += T.Count, dy += T.Count)
            {
                var s = T.Load(scale + c);
                var t = T.Load(shift + c);
                var (c0, c1) = (T.Load(k0 + c), T.Load(k1 + c));
                var maximum = Maximum(z + c, pitch, stride, window, s, t);
                var gradient = T.Load(dy);
                gradient = (rectify ? T.KeepWherePositive(gradient, maximum) : gradient) * T.Load(k2 + c);
                for (var row = 0; row < window.Height; row++)
                {
                    var q = z + c + (row * pitch);
                    var o = dz + c + (row * dzPitch);
                    for (var column = 0; column < window.Width; column++, q += stride, o += stride)
                    {
                        var value = T.Load(q);
                        var y = T.MultiplyAdd(value, s, t);
                        (T.MultiplyAdd(value, c1, c0) + T.KeepWhereEqual(gradient, y, maximum)).Store(o);
                        gradient = T.DropWhereEqual(gradient, y, maximum);
                    }
                }
            }
        }
    }

    /// <summary>dz = k1·z + k0 for pixels that no window covers.</summary>
    public static void BackwardUncovered(float* z, int count, int stride, float* k0, float* k1, float* dz)
    {
        for (var x = 0; x < count; x++)
        {
            for (var c = 0; c < stride; c += T.Count, z += T.Count, dz += T.Count)
            {
                T.MultiplyAdd(T.Load(z), T.Load(k1 + c), T.Load(k0 + c)).Store(dz);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Maximum(float* z, nint pitch, int stride, PoolingWindow window, T scale, T shift)
    {
        var maximum = T.MultiplyAdd(T.Load(z), scale, shift);
        for (var column = 1; column < window.Width; column++)
        {
            maximum = T.Max(maximum, T.MultiplyAdd(T.Load(z + (column * stride)), scale, shift));
        }

        for (var row = 1; row < window.Height; row++)
        {
            z += pitch;
            for (var column = 0; column < window.Width; column++)
            {
                maximum = T.Max(maximum, T.MultiplyAdd(T.Load(z + (column * stride)), scale, shift));
            }
        }

        return maximum;
    }

    private static void AddLanes(T lanes, double* sums)
    {
        var values = stackalloc float[T.Count];
        lanes.Store(values);
        for (var i = 0; i < T.Count; i++)
        {
            sums[i] += values[i];
        }
    }
}
