namespace HandwritingLstm.Network;

/// <summary><c>L(f,r,b)(x,y)[s]n</c>: a recurrent layer of n cells per direction; both directions are concatenated.</summary>
/// <param name="Cell">The recurrent cell.</param>
/// <param name="Direction">Forwards, backwards or both.</param>
/// <param name="Axis">Along x or y.</param>
/// <param name="Summarize">Keep only the last output along the axis.</param>
/// <param name="Units">Cells per direction n.</param>
public sealed record RecurrentSpec(
    RecurrentCell Cell, RecurrentDirection Direction, RecurrentAxis Axis, bool Summarize, int Units) : LayerSpec
{
    internal override string Token => Vgsl($"{CellLetter}{DirectionLetter}{AxisLetter}{(Summarize ? "s" : "")}{Units}");

    // One column is left of any number of columns: the step to a second one is never reached.
    internal override int ColumnStride => Summarize && Axis == RecurrentAxis.X ? int.MaxValue : 1;

    private int DirectionCount => Direction == RecurrentDirection.Bidirectional ? 2 : 1;

    private char CellLetter => Cell == RecurrentCell.Lstm ? 'L' : 'G';

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

    internal override string? WhatIsUnsupported(LayerShape input)
    {
        if (Cell != RecurrentCell.Lstm)
        {
            return Vgsl($"gated recurrent units are not supported yet; write L{DirectionLetter}x{Units}");
        }

        if (Axis == RecurrentAxis.Y || Summarize)
        {
            var what = Axis == RecurrentAxis.Y ? "a recurrent layer along y" : "a layer that keeps only its last output";
            return Vgsl($"{what} is not supported yet; write L{DirectionLetter}x{Units}");
        }

        return input.Height == 1
            ? null
            : Vgsl($"a recurrent layer along x reads columns of one row, but {input.Height} rows are left here; collapse them before it with Yboth or S1(1x0)1,3");
    }

    // Four gates (a GRU has three) with weights from the input and from the cells, and two biases as torch has them.
    internal override long WeightCount(LayerShape input) =>
        (Cell == RecurrentCell.Lstm ? 4L : 3L) * DirectionCount * Units * (input.Channels + Units + 2L);
}
