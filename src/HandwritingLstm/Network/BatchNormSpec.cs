namespace HandwritingLstm.Network;

/// <summary>
/// <c>Bn</c>: batch normalisation. Directly after a convolution it stands between the convolution and its activation.
/// </summary>
/// <remarks>Ioffe and Szegedy, "Batch Normalization", ICML 2015, section 3.2.</remarks>
public sealed record BatchNormSpec : LayerSpec;
