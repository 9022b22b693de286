namespace HandwritingLstm.Network;

/// <summary>
/// <c>(L,Lp,Lc,G,R)(f,r,b)(x,y)[s]n</c>: a recurrent layer of n cells per direction; both directions are concatenated.
/// </summary>
/// <param name="Cell">The recurrent cell.</param>
/// <param name="Direction">Forwards, backwards or both.</param>
/// <param name="Axis">Along x: every row on its own; along y: every column on its own, from the top.</param>
/// <param name="Summarize">Keep only each direction's last output along the axis.</param>
/// <param name="Units">Cells per direction n.</param>
public sealed record RecurrentSpec(
    RecurrentCell Cell, RecurrentDirection Direction, RecurrentAxis Axis, bool Summarize, int Units) : LayerSpec
{
    internal override string Token => Vgsl($"{RecurrentCellLetters.Of(Cell)}{DirectionLetter}{AxisLetter}{(Summarize ? "s" : "")}{Units}");

    // One column is left of any number of columns: the step to a second one is never reached.
    internal override int ColumnStride => Summarize && Axis == RecurrentAxis.X ? int.MaxValue : 1;

    private int DirectionCount => Direction == RecurrentDirection.Bidirectional ? 2 : 1;

    private char DirectionLetter => Direction switch
    {
        RecurrentDirection.Forward => 'f',
        RecurrentDirection.Reverse => 'r',
        _ => 'b',
    };

    private char AxisLetter => Axis == RecurrentAxis.X ? 'x' : 'y';

    /// <inheritdoc/>
    public override LayerShape ShapeAfter(LayerShape input) =>
        new(Summarize && Axis == RecurrentAxis.Y ? 1 : input.Height, DirectionCount * Units);

    internal override string? WhatIsWrong(LayerShape input) =>
        OutOfRange("number of cells", Units, NetworkLimits.MaximumUnits);

    internal override string? WhatIsUnsupported(LayerShape input) => Summarize && Axis == RecurrentAxis.X
        ? Vgsl($"a layer along x that keeps only its last output is not supported, since one column can spell but one label; write {RecurrentCellLetters.Of(Cell)}{DirectionLetter}x{Units}")
        : null;

    // Per sum, weights from the input and from the cells, and two biases as torch has them; a peephole is one weight.
    internal override long WeightCount(LayerShape input)
    {
        var layout = CellLayout.Of(Cell);
        return (long)DirectionCount * Units * ((layout.InputSums.Length * (input.Channels + Units + 2L)) + layout.PeepholeCount);
    }
}
