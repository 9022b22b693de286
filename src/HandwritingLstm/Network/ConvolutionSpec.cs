namespace HandwritingLstm.Network;

/// <summary><c>C(s,t,r,l,m)y,x[,sy,sx],d</c>: a convolution with its activation; "same" padding of (kernel − 1) / 2.</summary>
/// <param name="Activation">What follows the convolution (after the batch normalisation, if one follows directly).</param>
/// <param name="KernelHeight">Kernel height y, odd.</param>
/// <param name="KernelWidth">Kernel width x, odd.</param>
/// <param name="StrideY">Vertical stride, at least 1.</param>
/// <param name="StrideX">Horizontal stride, at least 1.</param>
/// <param name="Channels">Output channels d.</param>
public sealed record ConvolutionSpec(
    Activation Activation, int KernelHeight, int KernelWidth, int StrideY, int StrideX, int Channels) : LayerSpec;
