namespace HandwritingLstm.Network;

/// <summary>How the sums of a recurrent cell lie in memory and in the model file.</summary>
/// <param name="Name">The cell in the names of its weights.</param>
/// <param name="SumCount">Sums of a unit.</param>
/// <param name="InputSums">The sums that the input goes to, in the order of the model file; they are the first ones.</param>
/// <param name="RecurrentSums">As many sums that the last outputs go to, in the order of the model file; they are the last ones.</param>
/// <param name="InitialBias">The biases to begin with, in the order of the model file.</param>
/// <param name="BiasSums">The sums that the biases belong to, in the order of the model file.</param>
internal sealed record CellLayout(
    string Name, int SumCount, int[] InputSums, int[] RecurrentSums, float[] InitialBias, int[] BiasSums)
{
    private static readonly UnitQuantity[] _gates =
        [UnitQuantity.InputGate, UnitQuantity.ForgetGate, UnitQuantity.CellInput, UnitQuantity.OutputGate];

    /// <summary>Whether a unit has a state besides its output.</summary>
    public bool HasState { get; init; } = true;

    /// <summary>Whether the gradient of an output reaches the output before not only through the recurrent weights.</summary>
    public bool PassesOutputOn { get; init; }

    /// <summary>Weights of a unit that lead from its state to its gates.</summary>
    public int PeepholeCount { get; init; }

    /// <summary>What forward makes of the first sums of a unit; what follows is no quantity of its own.</summary>
    public UnitQuantity[] Activations { get; init; } = [];

    /// <summary>
    /// Whether the sums of 16 units lie together, then those of the next 16; else one sum of all units, then the next,
    /// for cells whose input and recurrent sums are not the same.
    /// </summary>
    public bool IsInterleaved => InputSums.Length == SumCount;

    /// <summary>What one can see of a unit.</summary>
    public UnitQuantity[] Quantities =>
        [.. Activations.Where(activation => activation != UnitQuantity.Output), .. (UnitQuantity[])(HasState ? [UnitQuantity.State] : []), UnitQuantity.Output];

    /// <summary>The layout of a cell.</summary>
    public static CellLayout Of(RecurrentCell cell) => cell switch
    {
        // An open forget gate at the start: Jozefowicz, Zaremba and Sutskever, ICML 2015, section 4.
        RecurrentCell.Lstm => Interleaved("lstm", _gates, [0, 1, 0, 0]),
        RecurrentCell.PeepholeLstm => Interleaved("lstm", _gates, [0, 1, 0, 0]) with { PeepholeCount = 3 },

        // The input gate is closed as far as the forget gate is open.
        RecurrentCell.CoupledLstm => Interleaved("lstm", [UnitQuantity.InputGate, UnitQuantity.CellInput, UnitQuantity.OutputGate], [-1, 0, 0]),
        RecurrentCell.Simple => Interleaved("rnn", [UnitQuantity.Output], [0]) with { HasState = false },

        // Here n, r, z and the recurrent part of n; in the model file r, z, n as in torch, then the bias of the last.
        _ => new CellLayout("gru", 4, [1, 2, 0], [1, 2, 3], [0, 0, 0, 0], [1, 2, 0, 3])
        {
            Activations = [UnitQuantity.CellInput, UnitQuantity.ResetGate, UnitQuantity.UpdateGate],
            HasState = false,
            PassesOutputOn = true,
        },
    };

    /// <summary>Where a sum of a unit lies among those of a column.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="stride">Units, padded.</param>
    public int Place(int sum, int unit, int stride) =>
        IsInterleaved ? ChannelLayout.Interleaved(sum, unit, SumCount) : (sum * stride) + unit;

    private static CellLayout Interleaved(string name, UnitQuantity[] activations, float[] initialBias)
    {
        int[] sums = [.. Enumerable.Range(0, activations.Length)];
        return new(name, sums.Length, sums, sums, initialBias, sums) { Activations = activations };
    }
}
