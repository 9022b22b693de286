namespace HandwritingLstm.Network.Kernels;

/// <summary>One step of long short-term memory with coupled input and forget gate.</summary>
/// <remarks>
/// Greff et al., "LSTM: A search space odyssey", IEEE TNNLS 28(10), 2017, among the "LSTM variants" (CIFG), there with
/// peepholes: i, o = σ(…), g = tanh(…), c = (1 − i)·c′ + i·g, h = o·tanh(c). Sums are interleaved by 16 units: i, g, o.
/// </remarks>
internal readonly unsafe struct CoupledLstmCell<T> : IRecurrentCell
    where T : struct, ILanes<T>
{
    private const int Block = ChannelLayout.Vector;

    public static void Forward(in CellStep step)
    {
        var units = step.Units;
        var gates = step.Sums;
        var bias = step.Bias;
        var before = step.StateBefore;
        var cell = step.State;
        var output = step.Output;
        var nextInput = step.NextInput;
        for (var u = 0; u < units; u += Block, gates += 3 * Block, bias += 3 * Block)
        {
            for (var v = 0; v < Block; v += T.Count)
            {
                var i = LaneMath.Sigmoid(T.Load(gates + v) + T.Load(bias + v));
                var g = LaneMath.Tanh(T.Load(gates + Block + v) + T.Load(bias + Block + v));
                var o = LaneMath.Sigmoid(T.Load(gates + (2 * Block) + v) + T.Load(bias + (2 * Block) + v));
                i.Store(gates + v);
                g.Store(gates + Block + v);
                o.Store(gates + (2 * Block) + v);
                var last = before is null ? T.Zero : T.Load(before + u + v);
                var c = T.MultiplyAdd(i, g - last, last);
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
        var before = step.StateBefore;
        var cell = step.State;
        var outputGradient = step.OutputGradient;
        var recurrentGradient = step.RecurrentGradient;
        var stateGradient = step.StateGradient;
        var one = T.Broadcast(1f);
        for (var u = 0; u < units; u += Block, gates += 3 * Block)
        {
            for (var v = 0; v < Block; v += T.Count)
            {
                var (i, g, o) = (T.Load(gates + v), T.Load(gates + Block + v), T.Load(gates + (2 * Block) + v));
                var last = before is null ? T.Zero : T.Load(before + u + v);
                var tanh = LaneMath.Tanh(T.Load(cell + u + v));
                var dh = T.Load(outputGradient + u + v) + T.Load(recurrentGradient + u + v);
                var dc = T.MultiplyAdd(dh * o, one - (tanh * tanh), T.Load(stateGradient + u + v));
                (dc * (one - i)).Store(stateGradient + u + v);
                (dc * (g - last) * i * (one - i)).Store(gates + v);
                (dc * i * (one - (g * g))).Store(gates + Block + v);
                (dh * tanh * o * (one - o)).Store(gates + (2 * Block) + v);
            }
        }
    }
}
