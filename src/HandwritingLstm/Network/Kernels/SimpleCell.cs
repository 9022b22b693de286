namespace HandwritingLstm.Network.Kernels;

/// <summary>One step of the simple recurrent network: h = tanh(…).</summary>
/// <remarks>Elman, "Finding structure in time", Cognitive Science 14, 1990, section "Networks with memory"; with tanh as in torch.</remarks>
internal readonly unsafe struct SimpleCell<T> : IRecurrentCell
    where T : struct, ILanes<T>
{
    public static void Forward(in CellStep step)
    {
        var units = step.Units;
        var sums = step.Sums;
        var bias = step.Bias;
        var output = step.Output;
        var nextInput = step.NextInput;
        for (var u = 0; u < units; u += T.Count)
        {
            var h = LaneMath.Tanh(T.Load(sums + u) + T.Load(bias + u));
            h.Store(sums + u);
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
        var outputGradient = step.OutputGradient;
        var recurrentGradient = step.RecurrentGradient;
        var one = T.Broadcast(1f);
        for (var u = 0; u < units; u += T.Count)
        {
            var h = T.Load(sums + u);
            ((T.Load(outputGradient + u) + T.Load(recurrentGradient + u)) * (one - (h * h))).Store(sums + u);
        }
    }
}
