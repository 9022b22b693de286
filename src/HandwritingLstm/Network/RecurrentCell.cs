namespace HandwritingLstm.Network;

/// <summary>The recurrent cells of the literature.</summary>
public enum RecurrentCell
{
    /// <summary><c>L</c>: long short-term memory with forget gate (Gers et al. 2000).</summary>
    Lstm,

    /// <summary><c>G</c>: gated recurrent unit (Cho et al. 2014).</summary>
    Gru,

    /// <summary><c>R</c>: the simple recurrent network with hyperbolic tangent (Elman 1990).</summary>
    Simple,

    /// <summary><c>Lp</c>: long short-term memory whose gates see the cell state through peepholes (Gers and Schmidhuber 2000).</summary>
    PeepholeLstm,

    /// <summary><c>Lc</c>: long short-term memory with coupled gates: it forgets as much as it takes in (Greff et al. 2017).</summary>
    CoupledLstm,
}
