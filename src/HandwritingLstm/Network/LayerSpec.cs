namespace HandwritingLstm.Network;

/// <summary>One layer of a VGSL network description.</summary>
public abstract record LayerSpec;
