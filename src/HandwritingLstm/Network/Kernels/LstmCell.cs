namespace HandwritingLstm.Network.Kernels;

/// <summary>One step of long short-term memory for one line, all units.</summary>
/// <remarks>
/// Hochreiter and Schmidhuber 1997 with the forget gate of Gers, Schmidhuber and Cummins 2000, as in torch:
/// i, f, o = σ(…), g = tanh(…), c = f·c′ + i·g, h = o·tanh(c). Gates are interleaved by <see cref="Block"/> units:
/// i of 16 units, f of the same 16, then g, then o.
/// </remarks>
internal static unsafe class LstmCell<T>
    where T : struct, ILanes<T>
{
    /// <summary>Units whose gates lie together.</summary>
    public const int Block = ChannelLayout.Vector;

    /// <summary>From sums to cell state and output; the gates' activations replace their sums.</summary>
    /// <param name="units">Units, a multiple of 16.</param>
    /// <param name="gates">Weighted sums without bias, shape [units / 16, 4, 16].</param>
    /// <param name="bias">The bias, same shape.</param>
    /// <param name="previousCell">Cell state of the step before, or null at the first.</param>
    /// <param name="cell">Gets the cell state.</param>
    /// <param name="output">Gets the output.</param>
    /// <param name="nextInput">Gets the output once more, as the next step's recurrent input; null at the last step.</param>
    public static void Forward(int units, float* gates, float* bias, float* previousCell, float* cell, float* output, float* nextInput)
    {
        for (var u = 0; u < units; u += Block, gates += 4 * Block, bias += 4 * Block)
        {
            for (var v = 0; v < Block; v += T.Count)
            {
                var i = LaneMath.Sigmoid(T.Load(gates + v) + T.Load(bias + v));
                var f = LaneMath.Sigmoid(T.Load(gates + Block + v) + T.Load(bias + Block + v));
                var g = LaneMath.Tanh(T.Load(gates + (2 * Block) + v) + T.Load(bias + (2 * Block) + v));
                var o = LaneMath.Sigmoid(T.Load(gates + (3 * Block) + v) + T.Load(bias + (3 * Block) + v));
                i.Store(gates + v);
                f.Store(gates + Block + v);
                g.Store(gates + (2 * Block) + v);
                o.Store(gates + (3 * Block) + v);
                var c = i * g;
                if (previousCell is not null)
                {
                    c = T.MultiplyAdd(f, T.Load(previousCell + u + v), c);
                }

                c.Store(cell + u + v);
                var h = o * LaneMath.Tanh(c);
                h.Store(output + u + v);
                if (nextInput is not null)
                {
                    h.Store(nextInput + u + v);
                }
            }
        }
    }

    /// <summary>From the gradient of the output to those of the sums, which replace the gates, and of the state before.</summary>
    /// <param name="units">Units, a multiple of 16.</param>
    /// <param name="gates">The gates' activations; get the gradients of the sums.</param>
    /// <param name="previousCell">Cell state of the step before, or null at the first.</param>
    /// <param name="cell">Cell state of this step.</param>
    /// <param name="outputGradient">Gradient of the output from above.</param>
    /// <param name="recurrentGradient">Gradient of the output from the next step.</param>
    /// <param name="cellGradient">Gradient of the cell state from the next step; gets that for the step before.</param>
    public static void Backward(
        int units, float* gates, float* previousCell, float* cell, float* outputGradient, float* recurrentGradient, float* cellGradient)
    {
        var one = T.Broadcast(1f);
        for (var u = 0; u < units; u += Block, gates += 4 * Block)
        {
            for (var v = 0; v < Block; v += T.Count)
            {
                var (i, f) = (T.Load(gates + v), T.Load(gates + Block + v));
                var (g, o) = (T.Load(gates + (2 * Block) + v), T.Load(gates + (3 * Block) + v));
                var before = previousCell is null ? T.Zero : T.Load(previousCell + u + v);
                var tanh = LaneMath.Tanh(T.Load(cell + u + v));
                var dh = T.Load(outputGradient + u + v) + T.Load(recurrentGradient + u + v);
                var dc = T.MultiplyAdd(dh * o, one - (tanh * tanh), T.Load(cellGradient + u + v));
                (dc * f).Store(cellGradient + u + v);
                (dc * g * i * (one - i)).Store(gates + v);
                (dc * before * f * (one - f)).Store(gates + Block + v);
                (dc * i * (one - (g * g))).Store(gates + (2 * Block) + v);
                (dh * tanh * o * (one - o)).Store(gates + (3 * Block) + v);
            }
        }
    }
}
