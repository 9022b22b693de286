namespace HandwritingLstm.Network;

/// <summary><c>Do[p][,dim]</c>: dropout.</summary>
/// <param name="Probability">
/// The share of values that is dropped, 0 or <see cref="NetworkLimits.MinimumDropout"/> ≤ p &lt; 1; written without it, 0.5.
/// </param>
/// <param name="Dimensions">1: single values; 2: whole channels of a line.</param>
/// <remarks>Srivastava et al., "Dropout", JMLR 15, 2014; whole channels: Tompson et al., CVPR 2015, section 3.2.</remarks>
public sealed record DropoutSpec(float Probability, int Dimensions) : LayerSpec
{
    internal override string Token => Dimensions == 1 ? Vgsl($"Do{Probability}") : Vgsl($"Do{Probability},{Dimensions}");

    /// <inheritdoc/>
    public override LayerShape ShapeAfter(LayerShape input) => input;

    internal override string? WhatIsWrong(LayerShape input)
    {
        var possible = Probability is >= NetworkLimits.MinimumDropout and < 1 || Probability.Equals(0f);
        if (!possible || float.IsNegative(Probability))
        {
            return Vgsl($"the share of dropped values is {Probability}, but must be 0, or at least {NetworkLimits.MinimumDropout} and below 1, such as Do0.3");
        }

        return Dimensions is 1 or 2
            ? null
            : Vgsl($"the dimension is {Dimensions}, but must be 1 (drop single values) or 2 (drop whole channels)");
    }
}
