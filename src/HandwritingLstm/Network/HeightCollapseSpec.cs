namespace HandwritingLstm.Network;

/// <summary><c>Ymax</c>, <c>Ymean</c>, <c>Yboth</c> (our extension): the rows collapse: [H, W, C] → [1, W, C or 2C].</summary>
/// <param name="Collapse">How; <see cref="HeightCollapse.Both"/> puts the maxima before the means.</param>
public sealed record HeightCollapseSpec(HeightCollapse Collapse) : LayerSpec;
