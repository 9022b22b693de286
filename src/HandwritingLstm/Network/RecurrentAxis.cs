namespace HandwritingLstm.Network;

/// <summary>The axis along which a recurrent layer runs.</summary>
public enum RecurrentAxis
{
    /// <summary><c>x</c>: along the columns.</summary>
    X,

    /// <summary><c>y</c>: along the rows.</summary>
    Y,
}
