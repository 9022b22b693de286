namespace HandwritingLstm.Network.Kernels;

/// <summary>One step of the gated recurrent unit.</summary>
/// <remarks>
/// Cho et al., "Learning phrase representations using RNN encoder-decoder", EMNLP 2014, section 2.3, with the reset gate
/// after the recurrent product, as in torch: r, z = σ(…), m = U·h′ + b, n = tanh(W·x + b + r·m), h = (1 − z)·n + z·h′.
/// The sums of all units lie together: n without r·m, then r, z, m.
/// </remarks>
internal readonly unsafe struct GruCell<T> : IRecurrentCell
    where T : struct, ILanes<T>
{
    public static void Forward(in CellStep step)
    {
        var units = step.Units;
        var sums = step.Sums;
        var bias = step.Bias;
        var before = step.OutputBefore;
        var output = step.Output;
        var nextInput = step.NextInput;
        for (var u = 0; u < units; u += T.Count, sums += T.Count, bias += T.Count)
        {
            var r = LaneMath.Sigmoid(T.Load(sums + units) + T.Load(bias + units));
            var z = LaneMath.Sigmoid(T.Load(sums + (2 * units)) + T.Load(bias + (2 * units)));
            var m = T.Load(sums + (3 * units)) + T.Load(bias + (3 * units));
            var n = LaneMath.Tanh(T.MultiplyAdd(r, m, T.Load(sums) + T.Load(bias)));
            n.Store(sums);
            r.Store(sums + units);
            z.Store(sums + (2 * units));
            m.Store(sums + (3 * units));
            var h = T.MultiplyAdd(z, T.Load(before + u) - n, n);
            h.Store(output + u);
            if (nextInput is not null)
            {
                h.Store(nextInput + u);
            }
        }
    }

    public static void Backward(in CellStep step)
    {
        var units = step.Units;
        var sums = step.Sums;
        var before = step.OutputBefore;
        var outputGradient = step.OutputGradient;
        var recurrentGradient = step.RecurrentGradient;
        var one = T.Broadcast(1f);
        for (var u = 0; u < units; u += T.Count, sums += T.Count)
        {
            var (n, r) = (T.Load(sums), T.Load(sums + units));
            var (z, m) = (T.Load(sums + (2 * units)), T.Load(sums + (3 * units)));
            var dh = T.Load(outputGradient + u) + T.Load(recurrentGradient + u);
            var dn = dh * (one - z) * (one - (n * n));
            (dh * z).Store(recurrentGradient + u);
            dn.Store(sums);
            (dn * m * r * (one - r)).Store(sums + units);
            (dh * (T.Load(before + u) - n) * z * (one - z)).Store(sums + (2 * units));
            (dn * r).Store(sums + (3 * units));
        }
    }
}
