namespace HandwritingLstm.Network;

/// <summary><c>Mp y,x[,sy,sx]</c>: max pooling; an incomplete window at the right or bottom edge is dropped.</summary>
public sealed record MaxPoolingSpec(int Height, int Width, int StrideY, int StrideX) : LayerSpec;
