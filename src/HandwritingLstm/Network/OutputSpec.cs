namespace HandwritingLstm.Network;

/// <summary><c>O1c n</c>: linear layer, log-softmax and CTC over n labels, blank included.</summary>
/// <param name="LabelCount">
/// Number of labels K, blank included; 0 in a recipe means as many as the alphabet needs, see <see cref="NetworkSpec.WithLabelCount"/>.
/// </param>
public sealed record OutputSpec(int LabelCount) : LayerSpec
{
    internal override string Token => Vgsl($"O1c{LabelCount}");

    /// <inheritdoc/>
    public override LayerShape ShapeAfter(LayerShape input) => new(1, LabelCount);

    internal override string? WhatIsWrong(LayerShape input)
    {
        if (input.Height > 1)
        {
            return Vgsl($"the output reads columns of one row, but {input.Height} rows are left here; collapse them before it with Yboth or S1(1x0)1,3");
        }

        return LabelCount is 0 or (>= 2 and <= NetworkLimits.MaximumLabels)
            ? null
            : Vgsl($"the number of labels is {LabelCount}, but must be 2 to {NetworkLimits.MaximumLabels} (the blank is one of them), or 0 for as many as the alphabet needs");
    }

    internal override long WeightCount(LayerShape input) => (input.Channels + 1L) * LabelCount;
}
