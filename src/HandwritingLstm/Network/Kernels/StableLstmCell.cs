namespace HandwritingLstm.Network.Kernels;

/// <summary>Multidimensional LSTM at one pixel, stable: the states before are mixed, and one gate forgets the mixture.</summary>
/// <remarks>
/// Leifert et al., "Cells in multidimensional recurrent neural networks", JMLR 17(97), 2016 (LSTM stable cell), as in
/// Voigtlaender, Doetsch and Ney, ICFHR 2016: i, f, λ, o = σ(…), g = tanh(…), m = λ·c(x − 1, y) + (1 − λ)·c(x, y − 1),
/// c = i·g + f·m, h = o·tanh(c). Two forget gates near 1 would double the state at every pixel; a mixture cannot. Sums are
/// interleaved by 16 units: i, f, λ, g, o.
/// </remarks>
internal readonly unsafe struct StableLstmCell<T> : IMultidimensionalCell
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
                var f = LaneMath.Sigmoid(T.Load(gates + Block + v) + T.Load(bias + Block + v));
                var mix = LaneMath.Sigmoid(T.Load(gates + (2 * Block) + v) + T.Load(bias + (2 * Block) + v));
                var g = LaneMath.Tanh(T.Load(gates + (3 * Block) + v) + T.Load(bias + (3 * Block) + v));
                var o = LaneMath.Sigmoid(T.Load(gates + (4 * Block) + v) + T.Load(bias + (4 * Block) + v));
                i.Store(gates + v);
                f.Store(gates + Block + v);
                mix.Store(gates + (2 * Block) + v);
                g.Store(gates + (3 * Block) + v);
                o.Store(gates + (4 * Block) + v);
                var cy = T.Load(beforeY + u + v);
                var m = T.MultiplyAdd(mix, T.Load(beforeX + u + v) - cy, cy);
                var c = T.MultiplyAdd(f, m, i * g);
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
                var (i, f, mix) = (T.Load(gates + v), T.Load(gates + Block + v), T.Load(gates + (2 * Block) + v));
                var (g, o) = (T.Load(gates + (3 * Block) + v), T.Load(gates + (4 * Block) + v));
                var cy = T.Load(beforeY + u + v);
                var difference = T.Load(beforeX + u + v) - cy;
                var tanh = LaneMath.Tanh(T.Load(state + u + v));
                var dh = T.Load(output + u + v) + (T.Load(outputX + u + v) + T.Load(outputY + u + v));
                var dc = T.MultiplyAdd(dh * o, one - (tanh * tanh), T.Load(stateX + u + v) + T.Load(stateY + u + v));
                var dm = dc * f;
                (dm * mix).Store(stateGradients + u + v);
                (dm * (one - mix)).Store(stateGradients + units + u + v);
                (dc * g * i * (one - i)).Store(gates + v);
                (dc * T.MultiplyAdd(mix, difference, cy) * f * (one - f)).Store(gates + Block + v);
                (dm * difference * mix * (one - mix)).Store(gates + (2 * Block) + v);
                (dc * i * (one - (g * g))).Store(gates + (3 * Block) + v);
                (dh * tanh * o * (one - o)).Store(gates + (4 * Block) + v);
            }
        }
    }
}
