namespace HandwritingLstm.Network;

/// <summary>The directions in which a recurrent layer runs.</summary>
public enum RecurrentDirection
{
    /// <summary><c>f</c>: from the first to the last step.</summary>
    Forward,

    /// <summary><c>r</c>: from the last to the first step.</summary>
    Reverse,

    /// <summary><c>b</c>: both, their outputs concatenated.</summary>
    Bidirectional,
}
