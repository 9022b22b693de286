namespace HandwritingLstm.Network.Kernels;

/// <summary>One step of long short-term memory.</summary>
/// <remarks>
/// Hochreiter and Schmidhuber, "Long short-term memory", Neural Computation 9(8), 1997, section 4, with the forget gate of Gers,
/// Schmidhuber and Cummins, "Learning to forget", Neural Computation 12(10), 2000, section 3, as in torch: i, f, o = σ(…),
/// g = tanh(…), c = f·c′ + i·g, h = o·tanh(c). Gates are interleaved by <see cref="Block"/> units: i of 16 units, f of the
/// same 16, then g, then o.
/// </remarks>
internal readonly unsafe struct LstmCell<T> : IRecurrentCell
    where T : struct, ILanes<T>
{
    private const int Block = ChannelLayout.Vector; // units whose gates lie together

    public static void Forward(in CellStep step)
    {
        var units = step.Units;
        var gates = step.Sums;
        var bias = step.Bias;
        var previousCell = step.StateBefore;
        var cell = step.State;
        var output = step.Output;
        var nextInput = step.NextInput;
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

    public static void Backward(in CellStep step)
    {
        var units = step.Units;
        var gates = step.Sums;
        var previousCell = step.StateBefore;
        var cell = step.State;
        var outputGradient = step.OutputGradient;
        var recurrentGradient = step.RecurrentGradient;
        var cellGradient = step.StateGradient;
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
