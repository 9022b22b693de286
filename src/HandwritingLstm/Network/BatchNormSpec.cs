namespace HandwritingLstm.Network;

/// <summary>
/// <c>Bn</c>: batch normalisation. Directly after a convolution it stands between the convolution and its activation.
/// </summary>
/// <remarks>Ioffe and Szegedy, "Batch Normalization", ICML 2015, section 3.2.</remarks>
public sealed record BatchNormSpec : LayerSpec
{
    internal override string Token => "Bn";

    /// <inheritdoc/>
    public override LayerShape ShapeAfter(LayerShape input) => input;

    internal override string? WhatIsWrong(LayerShape input) => null;

    // Scale and shift, and the running mean and variance beside them.
    internal override long WeightCount(LayerShape input) => 4L * input.Channels;
}
