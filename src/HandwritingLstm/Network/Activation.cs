namespace HandwritingLstm.Network;

/// <summary>The function after a convolution.</summary>
public enum Activation
{
    /// <summary><c>l</c>: none.</summary>
    Linear,

    /// <summary><c>s</c>: logistic function.</summary>
    Sigmoid,

    /// <summary><c>t</c>: hyperbolic tangent.</summary>
    Tanh,

    /// <summary><c>r</c>: max(0, x).</summary>
    Relu,

    /// <summary><c>m</c>: softmax over the channels of a pixel.</summary>
    Softmax,
}
