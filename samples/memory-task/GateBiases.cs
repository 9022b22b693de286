using HandwritingLstm.Network;

namespace MemoryTask;

/// <summary>Gates that begin as closed as the gap is long, so that a symbol outlives it from the first step of training on.</summary>
/// <remarks>
/// Tallec and Ollivier, "Can recurrent neural networks warp time?", ICLR 2018 ("chrono initialization"): the biases of the forget
/// gates are the logarithms of numbers between 1 and the longest gap, drawn there and evenly spaced here, those of the input
/// gates their negatives: a unit with bias ln n forgets in about n steps.
/// </remarks>
internal static class GateBiases
{
    /// <summary>The weights of a new network whose second layer is recurrent, with such biases.</summary>
    /// <param name="network">The network.</param>
    /// <param name="cell">The cell's letters in VGSL.</param>
    /// <param name="units">Units of the layer.</param>
    /// <param name="gap">The gap.</param>
    public static IReadOnlyList<NamedTensor> For(LineNetwork network, string cell, int units, int gap)
    {
        // Each gate's biases follow those of the gate before: the order of the model file.
        var (kept, taken, name) = cell switch
        {
            "G" => (1, -1, "1.gru.bias"), // reset, update, …: an update gate keeps
            "Lc" => (-1, 0, "1.lstm.bias"), // input, …: what it does not take in, it keeps
            _ => (1, 0, "1.lstm.bias"), // input, forget, …
        };
        var weights = network.ExportTensors();
        var bias = weights.Single(tensor => string.Equals(tensor.Name, name, StringComparison.Ordinal)).Values;
        for (var unit = 0; unit < units; unit++)
        {
            var steps = 1 + ((gap - 1) * unit / (units - 1f));
            SetBias(kept, MathF.Log(steps));
            SetBias(taken, -MathF.Log(steps));

            void SetBias(int gate, float value)
            {
                if (gate >= 0)
                {
                    bias[(gate * units) + unit] = value;
                }
            }
        }

        return weights;
    }
}
