namespace HandwritingLstm.Network;

/// <summary>A recurrent layer that can be looked into.</summary>
/// <remarks>
/// Forward leaves gates and states where it computed them, since backward needs them there: to look into a layer costs the
/// ordinary path nothing.
/// </remarks>
internal interface ITracedLayer
{
    /// <summary>Index of the layer in the network's description.</summary>
    int Index { get; }

    /// <summary>Copies what the units did on the first line of the batch that went forward last.</summary>
    LayerTrace Trace();
}
