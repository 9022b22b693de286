namespace HandwritingLstm.Network;

/// <summary>
/// <c>M[l][s](1,2,4),n</c> (our extension): multidimensional LSTM of n cells per direction, such as <c>M4,10</c>.
/// </summary>
/// <param name="DirectionCount">
/// 1: from the top left corner; 2: also from the bottom right; 4: from all corners.
/// </param>
/// <param name="Units">Cells per direction n.</param>
/// <param name="Stable">
/// <c>l</c>: the stable cell of Leifert et al.: the states before are mixed before one gate forgets; it has no peepholes.
/// </param>
/// <param name="Sum"><c>s</c>: the outputs of the directions are summed; else they are concatenated.</param>
/// <remarks>
/// Graves, Fernández and Schmidhuber, "Multi-dimensional recurrent neural networks", ICANN 2007; Graves and Schmidhuber,
/// "Offline handwriting recognition with multidimensional recurrent neural networks", NIPS 2008, section 2.1. Stable cell:
/// Leifert et al., "Cells in multidimensional recurrent neural networks", JMLR 17(97), 2016, as used by Voigtlaender, Doetsch
/// and Ney, "Handwriting recognition with large multidimensional long short-term memory recurrent neural networks", ICFHR 2016.
/// </remarks>
public sealed record MultidimensionalSpec(int DirectionCount, int Units, bool Stable, bool Sum) : LayerSpec
{
    /// <summary>Sums of a unit: of four gates and the cell's input.</summary>
    internal const int SumCount = 5;

    /// <summary>What forward makes of the sums of a unit.</summary>
    internal UnitQuantity[] Activations => Stable
        ? [UnitQuantity.InputGate, UnitQuantity.ForgetGate, UnitQuantity.MixingGate, UnitQuantity.CellInput, UnitQuantity.OutputGate]
        : [UnitQuantity.InputGate, UnitQuantity.ForgetGateX, UnitQuantity.ForgetGateY, UnitQuantity.CellInput, UnitQuantity.OutputGate];

    /// <summary>Weights of a unit that lead from its states to its gates.</summary>
    internal int PeepholeCount => Stable ? 0 : 4;

    internal override string Token => Vgsl($"M{(Stable ? "l" : "")}{(Sum ? "s" : "")}{DirectionCount},{Units}");

    /// <inheritdoc/>
    public override LayerShape ShapeAfter(LayerShape input) => input with { Channels = Sum ? Units : DirectionCount * Units };

    internal override string? WhatIsWrong(LayerShape input)
    {
        if (DirectionCount is not (1 or 2 or 4))
        {
            return Vgsl($"the number of directions is {DirectionCount}, but must be 1, 2 or 4, such as M4,10");
        }

        return Sum && DirectionCount == 1
            ? Vgsl($"one direction has nothing to sum; write M{(Stable ? "l" : "")}1,{Units}")
            : OutOfRange("number of cells", Units, NetworkLimits.MaximumUnits);
    }

    internal override long WeightCount(LayerShape input) =>
        (long)DirectionCount * Units * ((SumCount * (input.Channels + (2L * Units) + 1L)) + PeepholeCount);
}
