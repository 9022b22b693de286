namespace HandwritingLstm.Network;

/// <summary>A layer that draws random masks in training.</summary>
internal interface IDropout
{
    /// <summary>Sets what the next step drops.</summary>
    /// <param name="seed">The seed of its masks.</param>
    /// <param name="strength">The layer's probability is multiplied by this, 0 to 1.</param>
    void Seed(ulong seed, float strength);
}
