namespace HandwritingLstm.Network.Kernels;

/// <summary>One step of long short-term memory with peepholes.</summary>
/// <remarks>
/// Gers and Schmidhuber, "Recurrent nets that time and count", IJCNN 2000, section 3; as in Graves, "Generating sequences
/// with recurrent neural networks", 2013, equations 7 to 11: the input and forget gates see the state before, i = σ(… + p·c′),
/// f = σ(… + q·c′), the output gate the new one, o = σ(… + r·c). Sums are interleaved by 16 units: i, f, g, o; peepholes: p, q, r.
/// </remarks>
internal readonly unsafe struct PeepholeLstmCell<T> : IRecurrentCell
    where T : struct, ILanes<T>
{
    private const int Block = ChannelLayout.Vector;

    public static void Forward(in CellStep step)
    {
        var units = step.Units;
        var gates = step.Sums;
        var bias = step.Bias;
        var peepholes = step.Peepholes;
        var before = step.StateBefore;
        var cell = step.State;
        var output = step.Output;
        var nextInput = step.NextInput;
        for (var u = 0; u < units; u += Block, gates += 4 * Block, bias += 4 * Block, peepholes += 3 * Block)
        {
            for (var v = 0; v < Block; v += T.Count)
            {
                var last = before is null ? T.Zero : T.Load(before + u + v);
                var i = LaneMath.Sigmoid(T.MultiplyAdd(T.Load(peepholes + v), last, T.Load(gates + v) + T.Load(bias + v)));
                var f = LaneMath.Sigmoid(
                    T.MultiplyAdd(T.Load(peepholes + Block + v), last, T.Load(gates + Block + v) + T.Load(bias + Block + v)));
                var g = LaneMath.Tanh(T.Load(gates + (2 * Block) + v) + T.Load(bias + (2 * Block) + v));
                var c = T.MultiplyAdd(f, last, i * g);
                var o = LaneMath.Sigmoid(
                    T.MultiplyAdd(T.Load(peepholes + (2 * Block) + v), c, T.Load(gates + (3 * Block) + v) + T.Load(bias + (3 * Block) + v)));
                i.Store(gates + v);
                f.Store(gates + Block + v);
                g.Store(gates + (2 * Block) + v);
                o.Store(gates + (3 * Block) + v);
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
        var peepholes = step.Peepholes;
        var before = step.StateBefore;
        var cell = step.State;
        var outputGradient = step.OutputGradient;
        var recurrentGradient = step.RecurrentGradient;
        var stateGradient = step.StateGradient;
        var one = T.Broadcast(1f);
        for (var u = 0; u < units; u += Block, gates += 4 * Block, peepholes += 3 * Block)
        {
            for (var v = 0; v < Block; v += T.Count)
            {
                var (i, f) = (T.Load(gates + v), T.Load(gates + Block + v));
                var (g, o) = (T.Load(gates + (2 * Block) + v), T.Load(gates + (3 * Block) + v));
                var last = before is null ? T.Zero : T.Load(before + u + v);
                var tanh = LaneMath.Tanh(T.Load(cell + u + v));
                var dh = T.Load(outputGradient + u + v) + T.Load(recurrentGradient + u + v);
                var ofOutputGate = dh * tanh * o * (one - o);
                var dc = T.MultiplyAdd(dh * o, one - (tanh * tanh), T.Load(stateGradient + u + v));
                dc = T.MultiplyAdd(ofOutputGate, T.Load(peepholes + (2 * Block) + v), dc);
                var ofInputGate = dc * g * i * (one - i);
                var ofForgetGate = dc * last * f * (one - f);
                var through = T.MultiplyAdd(ofInputGate, T.Load(peepholes + v), dc * f);
                T.MultiplyAdd(ofForgetGate, T.Load(peepholes + Block + v), through).Store(stateGradient + u + v);
                ofInputGate.Store(gates + v);
                ofForgetGate.Store(gates + Block + v);
                (dc * i * (one - (g * g))).Store(gates + (2 * Block) + v);
                ofOutputGate.Store(gates + (3 * Block) + v);
            }
        }
    }

    public static void AddPeepholeGradients(in CellStep step, float* gradients)
    {
        var units = step.Units;
        var gates = step.Sums;
        var before = step.StateBefore;
        var cell = step.State;
        for (var u = 0; u < units; u += Block, gates += 4 * Block, gradients += 3 * Block)
        {
            for (var v = 0; v < Block; v += T.Count)
            {
                var last = before is null ? T.Zero : T.Load(before + u + v);
                T.MultiplyAdd(T.Load(gates + v), last, T.Load(gradients + v)).Store(gradients + v);
                T.MultiplyAdd(T.Load(gates + Block + v), last, T.Load(gradients + Block + v)).Store(gradients + Block + v);
                T.MultiplyAdd(T.Load(gates + (3 * Block) + v), T.Load(cell + u + v), T.Load(gradients + (2 * Block) + v))
                    .Store(gradients + (2 * Block) + v);
            }
        }
    }
}
