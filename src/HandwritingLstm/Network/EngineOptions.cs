namespace HandwritingLstm.Network;

/// <summary>How the managed engine computes a network; what the network is, its description says.</summary>
public sealed record EngineOptions
{
    /// <summary>
    /// Whether 3×3 convolutions run by Winograd's algorithm, which is faster; results differ by some 1e-6 in training and 1e-5 in recognition. The default is true.
    /// </summary>
    public bool Winograd { get; init; } = true;

    /// <summary>
    /// In training: the weight of a second CTC loss, 0 (the default: none) or more, whose labels are read from the columns
    /// before the first recurrent layer. It teaches the convolutions what the text is without the recurrent layers between,
    /// costs nothing in recognition, and is no part of the model.
    /// </summary>
    /// <remarks>
    /// The CTC shortcut of Retsinas et al., "Best practices for a handwritten text recognition system", DAS 2022, section 3.3.
    /// </remarks>
    public double ShortcutWeight { get; init; }

    /// <summary>
    /// In training: how much two views of a line are drawn together, 0 (the default: lines come alone) or more. Lines then come in pairs of the same
    /// width and text, and to the gradient of each its partner's scores are added as what it should have said, column by column.
    /// </summary>
    /// <remarks>
    /// Yao et al., "CR-CTC: Consistency regularization on CTC for improved speech recognition", ICLR 2025, section 3, with their α; the divergence of
    /// Kullback and Leibler, whose target has no gradient.
    /// </remarks>
    public double ConsistencyWeight { get; init; }
}
