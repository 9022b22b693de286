namespace HandwritingLstm.Network;

/// <summary>A layer that draws random masks in training.</summary>
internal interface IDropout
{
    /// <summary>Sets the seed of the next step.</summary>
    void Seed(ulong seed);
}
