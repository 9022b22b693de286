namespace HandwritingLstm.Network;

/// <summary>The recurrent cells of the literature.</summary>
public enum RecurrentCell
{
    /// <summary><c>L</c>: long short-term memory with forget gate (Gers et al. 2000).</summary>
    Lstm,

    /// <summary><c>G</c>: gated recurrent unit (Cho et al. 2014).</summary>
    Gru,
}
