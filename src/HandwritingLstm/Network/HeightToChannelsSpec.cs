namespace HandwritingLstm.Network;

/// <summary><c>S1(1x0)1,3</c>: the rows become channels: [H, W, C] → [1, W, H·C], row after row.</summary>
public sealed record HeightToChannelsSpec : LayerSpec;
