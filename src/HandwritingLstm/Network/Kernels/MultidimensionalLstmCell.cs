namespace HandwritingLstm.Network.Kernels;

/// <summary>Multidimensional LSTM at one pixel: one forget gate per dimension.</summary>
/// <remarks>
/// Graves, Fernández and Schmidhuber, "Multi-dimensional recurrent neural networks", ICANN 2007, section 2, without
/// peepholes: i, p, q, o = σ(…), g = tanh(…), c = i·g + p·c(x − 1, y) + q·c(x, y − 1), h = o·tanh(c). Sums are
/// interleaved by 16 units: i, p, q, g, o.
/// </remarks>
internal readonly unsafe struct MultidimensionalLstmCell<T> : IMultidimensionalCell
    where T : struct, ILanes<T>
{
    private const int Block = ChannelLayout.Vector;

    public static void Forward(in PixelStep step)
    {
        var units = step.Units;
        var gates = step.Sums;
        var bias = step.Bias;
        var beforeX = step.StateBeforeX;
        var beforeY = step.StateBeforeY;
        var state = step.State;
        var output = step.Output;
        var nextX = step.NextX;
        var nextY = step.NextY;
        for (var u = 0; u < units; u += Block, gates += 5 * Block, bias += 5 * Block)
        {
            for (var v = 0; v < Block; v += T.Count)
            {
                var i = LaneMath.Sigmoid(T.Load(gates + v) + T.Load(bias + v));
                var p = LaneMath.Sigmoid(T.Load(gates + Block + v) + T.Load(bias + Block + v));
                var q = LaneMath.Sigmoid(T.Load(gates + (2 * Block) + v) + T.Load(bias + (2 * Block) + v));
                var g = LaneMath.Tanh(T.Load(gates + (3 * Block) + v) + T.Load(bias + (3 * Block) + v));
                var o = LaneMath.Sigmoid(T.Load(gates + (4 * Block) + v) + T.Load(bias + (4 * Block) + v));
                i.Store(gates + v);
                p.Store(gates + Block + v);
                q.Store(gates + (2 * Block) + v);
                g.Store(gates + (3 * Block) + v);
                o.Store(gates + (4 * Block) + v);
                var c = T.MultiplyAdd(p, T.Load(beforeX + u + v), T.MultiplyAdd(q, T.Load(beforeY + u + v), i * g));
                c.Store(state + u + v);
                var h = o * LaneMath.Tanh(c);
                h.Store(output + u + v);
                if (nextX is not null)
                {
                    h.Store(nextX + u + v);
                }

                if (nextY is not null)
                {
                    h.Store(nextY + u + v);
                }
            }
        }
    }

    public static void Backward(in PixelStep step)
    {
        var units = step.Units;
        var gates = step.Sums;
        var state = step.State;
        var output = step.Output;
        var beforeX = step.StateBeforeX;
        var beforeY = step.StateBeforeY;
        var stateGradients = step.StateGradients;
        var outputX = step.OutputGradientX;
        var outputY = step.OutputGradientY;
        var stateX = step.StateGradientX;
        var stateY = step.StateGradientY;
        var one = T.Broadcast(1f);
        for (var u = 0; u < units; u += Block, gates += 5 * Block)
        {
            for (var v = 0; v < Block; v += T.Count)
            {
                var (i, p, q) = (T.Load(gates + v), T.Load(gates + Block + v), T.Load(gates + (2 * Block) + v));
                var (g, o) = (T.Load(gates + (3 * Block) + v), T.Load(gates + (4 * Block) + v));
                var tanh = LaneMath.Tanh(T.Load(state + u + v));
                var dh = T.Load(output + u + v) + (T.Load(outputX + u + v) + T.Load(outputY + u + v));
                var dc = T.MultiplyAdd(dh * o, one - (tanh * tanh), T.Load(stateX + u + v) + T.Load(stateY + u + v));
                (dc * p).Store(stateGradients + u + v);
                (dc * q).Store(stateGradients + units + u + v);
                (dc * g * i * (one - i)).Store(gates + v);
                (dc * T.Load(beforeX + u + v) * p * (one - p)).Store(gates + Block + v);
                (dc * T.Load(beforeY + u + v) * q * (one - q)).Store(gates + (2 * Block) + v);
                (dc * i * (one - (g * g))).Store(gates + (3 * Block) + v);
                (dh * tanh * o * (one - o)).Store(gates + (4 * Block) + v);
            }
        }
    }
}
