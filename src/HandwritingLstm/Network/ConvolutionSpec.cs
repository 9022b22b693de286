namespace HandwritingLstm.Network;

/// <summary><c>C(s,t,r,l,m)y,x[,sy,sx],d</c>: a convolution with its activation; "same" padding of (kernel − 1) / 2.</summary>
/// <param name="Activation">What follows the convolution (after the batch normalisation, if one follows directly).</param>
/// <param name="KernelHeight">Kernel height y, odd.</param>
/// <param name="KernelWidth">Kernel width x, odd.</param>
/// <param name="StrideY">Vertical stride, at least 1.</param>
/// <param name="StrideX">Horizontal stride, at least 1.</param>
/// <param name="Channels">Output channels d.</param>
public sealed record ConvolutionSpec(
    Activation Activation, int KernelHeight, int KernelWidth, int StrideY, int StrideX, int Channels) : LayerSpec
{
    internal override string Token => StrideY == 1 && StrideX == 1
        ? Vgsl($"C{ActivationLetter.Of(Activation)}{KernelHeight},{KernelWidth},{Channels}")
        : Vgsl($"C{ActivationLetter.Of(Activation)}{KernelHeight},{KernelWidth},{StrideY},{StrideX},{Channels}");

    // The padding of (kernel − 1) / 2 on either side leaves (w − 1) / stride + 1 columns, as a window of one would.
    internal override int ColumnStride => StrideX;

    /// <inheritdoc/>
    public override LayerShape ShapeAfter(LayerShape input) => new(((input.Height - 1) / StrideY) + 1, Channels);

    internal override string? WhatIsWrong(LayerShape input) =>
        OutOfRange("kernel's height", KernelHeight, NetworkLimits.MaximumKernel)
        ?? OutOfRange("kernel's width", KernelWidth, NetworkLimits.MaximumKernel)
        ?? Even("height", KernelHeight)
        ?? Even("width", KernelWidth)
        ?? OutOfRange("vertical stride", StrideY, NetworkLimits.MaximumStride)
        ?? OutOfRange("horizontal stride", StrideX, NetworkLimits.MaximumStride)
        ?? OutOfRange("number of channels", Channels, NetworkLimits.MaximumChannels);

    internal override long WeightCount(LayerShape input) =>
        ((long)KernelHeight * KernelWidth * input.Channels * Channels) + Channels;

    private static string? Even(string side, int size) => size % 2 == 1
        ? null
        : Vgsl($"the kernel's {side} {size} is even, but must be odd to have a centre; write {size - 1} or {size + 1}");
}
