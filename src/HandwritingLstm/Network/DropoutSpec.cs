namespace HandwritingLstm.Network;

/// <summary><c>Do[p][,dim]</c>: dropout.</summary>
/// <param name="Probability">The share of values that is dropped, 0 ≤ p &lt; 1.</param>
/// <param name="Dimensions">1: single values; 2: whole channels of a line.</param>
public sealed record DropoutSpec(float Probability, int Dimensions) : LayerSpec;
