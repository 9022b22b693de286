namespace HandwritingLstm.Network.Kernels;

/// <summary>Multidimensional LSTM at one pixel: one forget gate per dimension, and peepholes.</summary>
/// <remarks>
/// Graves, Fernández and Schmidhuber, "Multi-dimensional recurrent neural networks", ICANN 2007, section 2.1, with hyperbolic
/// tangent as squashing function: x = c(x − 1, y), y = c(x, y − 1), i = σ(… + a·(x + y)), p = σ(… + b·x), q = σ(… + d·y),
/// g = tanh(…), c = i·g + p·x + q·y, o = σ(… + e·c), h = o·tanh(c). Sums are interleaved by 16 units: i, p, q, g, o;
/// peepholes: a, b, d, e.
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
        var peepholes = step.Peepholes;
        var beforeX = step.StateBeforeX;
        var beforeY = step.StateBeforeY;
        var state = step.State;
        var output = step.Output;
        var nextX = step.NextX;
        var nextY = step.NextY;
        for (var u = 0; u < units; u += Block, gates += 5 * Block, bias += 5 * Block, peepholes += 4 * Block)
        {
            for (var v = 0; v < Block; v += T.Count)
            {
                var x = T.Load(beforeX + u + v);
                var y = T.Load(beforeY + u + v);
                var i = LaneMath.Sigmoid(T.MultiplyAdd(T.Load(peepholes + v), x + y, T.Load(gates + v) + T.Load(bias + v)));
                var p = LaneMath.Sigmoid(
                    T.MultiplyAdd(T.Load(peepholes + Block + v), x, T.Load(gates + Block + v) + T.Load(bias + Block + v)));
                var q = LaneMath.Sigmoid(
                    T.MultiplyAdd(T.Load(peepholes + (2 * Block) + v), y, T.Load(gates + (2 * Block) + v) + T.Load(bias + (2 * Block) + v)));
                var g = LaneMath.Tanh(T.Load(gates + (3 * Block) + v) + T.Load(bias + (3 * Block) + v));
                var c = T.MultiplyAdd(p, x, T.MultiplyAdd(q, y, i * g));
                var o = LaneMath.Sigmoid(
                    T.MultiplyAdd(T.Load(peepholes + (3 * Block) + v), c, T.Load(gates + (4 * Block) + v) + T.Load(bias + (4 * Block) + v)));
                i.Store(gates + v);
                p.Store(gates + Block + v);
                q.Store(gates + (2 * Block) + v);
                g.Store(gates + (3 * Block) + v);
                o.Store(gates + (4 * Block) + v);
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
        var peepholes = step.Peepholes;
        var gradients = step.PeepholeGradients;
        var one = T.Broadcast(1f);
        for (var u = 0; u < units; u += Block, gates += 5 * Block, peepholes += 4 * Block, gradients += 4 * Block)
        {
            for (var v = 0; v < Block; v += T.Count)
            {
                var (i, p, q) = (T.Load(gates + v), T.Load(gates + Block + v), T.Load(gates + (2 * Block) + v));
                var (g, o) = (T.Load(gates + (3 * Block) + v), T.Load(gates + (4 * Block) + v));
                var (x, y, c) = (T.Load(beforeX + u + v), T.Load(beforeY + u + v), T.Load(state + u + v));
                var tanh = LaneMath.Tanh(c);
                var dh = T.Load(output + u + v) + (T.Load(outputX + u + v) + T.Load(outputY + u + v));
                var ofO = dh * tanh * o * (one - o);
                var dc = T.MultiplyAdd(dh * o, one - (tanh * tanh), T.Load(stateX + u + v) + T.Load(stateY + u + v));
                dc = T.MultiplyAdd(ofO, T.Load(peepholes + (3 * Block) + v), dc);
                var ofI = dc * g * i * (one - i);
                var ofP = dc * x * p * (one - p);
                var ofQ = dc * y * q * (one - q);
                var throughI = ofI * T.Load(peepholes + v);
                T.MultiplyAdd(dc, p, T.MultiplyAdd(ofP, T.Load(peepholes + Block + v), throughI)).Store(stateGradients + u + v);
                T.MultiplyAdd(dc, q, T.MultiplyAdd(ofQ, T.Load(peepholes + (2 * Block) + v), throughI)).Store(stateGradients + units + u + v);
                ofI.Store(gates + v);
                ofP.Store(gates + Block + v);
                ofQ.Store(gates + (2 * Block) + v);
                (dc * i * (one - (g * g))).Store(gates + (3 * Block) + v);
                ofO.Store(gates + (4 * Block) + v);
                T.MultiplyAdd(ofI, x + y, T.Load(gradients + v)).Store(gradients + v);
                T.MultiplyAdd(ofP, x, T.Load(gradients + Block + v)).Store(gradients + Block + v);
                T.MultiplyAdd(ofQ, y, T.Load(gradients + (2 * Block) + v)).Store(gradients + (2 * Block) + v);
                T.MultiplyAdd(ofO, c, T.Load(gradients + (3 * Block) + v)).Store(gradients + (3 * Block) + v);
            }
        }
    }
}
