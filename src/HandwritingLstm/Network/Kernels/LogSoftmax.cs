namespace HandwritingLstm.Network.Kernels;

/// <summary>Sums to natural-log probabilities: z + bias − ln Σ e to the (z + bias), row by row.</summary>
internal static unsafe class LogSoftmax<T>
    where T : struct, ILanes<T>
{
    /// <summary>One row, in place.</summary>
    /// <param name="z">The sums; what lies behind the labels is padding and becomes meaningless.</param>
    /// <param name="bias">The bias.</param>
    /// <param name="labels">Number of labels.</param>
    /// <param name="stride">Floats of the row, a multiple of 16.</param>
    public static void Row(float* z, float* bias, int labels, int stride)
    {
        for (var k = 0; k < stride; k += T.Count)
        {
            (T.Load(z + k) + T.Load(bias + k)).Store(z + k);
        }

        var maximum = float.NegativeInfinity; // past a NaN, which makes the sum NaN
        for (var k = 0; k < labels; k++)
        {
            maximum = z[k] > maximum ? z[k] : maximum;
        }

        new Span<float>(z + labels, stride - labels).Fill(float.NegativeInfinity);
        var sums = T.Zero;
        for (var k = 0; k < stride; k += T.Count)
        {
            sums += LaneMath.Exp(T.Load(z + k) - T.Broadcast(maximum));
        }

        var values = stackalloc float[T.Count];
        sums.Store(values);
        var sum = 0f;
        for (var i = 0; i < T.Count; i++)
        {
            sum += values[i];
        }

        var normaliser = T.Broadcast(maximum + MathF.Log(sum));
        for (var k = 0; k < stride; k += T.Count)
        {
            (T.Load(z + k) - normaliser).Store(z + k);
        }
    }
}
