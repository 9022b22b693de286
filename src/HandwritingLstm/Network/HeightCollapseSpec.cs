namespace HandwritingLstm.Network;

/// <summary><c>Ymax</c>, <c>Ymean</c>, <c>Yboth</c> (our extension): the rows collapse: [H, W, C] → [1, W, C or 2C].</summary>
/// <param name="Collapse">How; <see cref="HeightCollapse.Both"/> puts the maxima before the means.</param>
public sealed record HeightCollapseSpec(HeightCollapse Collapse) : LayerSpec
{
    internal override string Token => Collapse switch
    {
        HeightCollapse.Maximum => "Ymax",
        HeightCollapse.Mean => "Ymean",
        _ => "Yboth",
    };

    /// <inheritdoc/>
    public override LayerShape ShapeAfter(LayerShape input) =>
        new(1, Collapse == HeightCollapse.Both ? 2 * input.Channels : input.Channels);

    internal override string? WhatIsWrong(LayerShape input) =>
        OutOfRange("number of channels after it", ShapeAfter(input).Channels, NetworkLimits.MaximumCollapsedChannels);
}
