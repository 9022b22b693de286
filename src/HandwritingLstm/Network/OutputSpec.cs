namespace HandwritingLstm.Network;

/// <summary><c>O1c n</c>: linear layer, log-softmax and CTC over n labels, blank included.</summary>
public sealed record OutputSpec(int LabelCount) : LayerSpec;
