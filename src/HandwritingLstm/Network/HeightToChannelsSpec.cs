namespace HandwritingLstm.Network;

/// <summary><c>S1(1x0)1,3</c>: the rows become channels: [H, W, C] → [1, W, H·C], row after row.</summary>
/// <remarks>The 0 stands for the number of rows at that point; <c>S1(1xN)1,3</c> with that number N means the same.</remarks>
public sealed record HeightToChannelsSpec : LayerSpec
{
    internal override string Token => "S1(1x0)1,3";

    /// <inheritdoc/>
    public override LayerShape ShapeAfter(LayerShape input) => new(1, input.Height * input.Channels);

    internal override string? WhatIsWrong(LayerShape input) =>
        OutOfRange("number of channels after it", ShapeAfter(input).Channels, NetworkLimits.MaximumCollapsedChannels);
}
