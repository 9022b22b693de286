namespace HandwritingLstm.Network.Kernels;

/// <summary>A cell of multidimensional LSTM of one width of vectors: what happens at a pixel after the products.</summary>
internal interface IMultidimensionalCell
{
    /// <summary>From sums to state and output; the activations replace the sums.</summary>
    static abstract void Forward(in PixelStep step);

    /// <summary>From the gradient of the output to those of the sums, which replace the activations, and of the states before.</summary>
    static abstract void Backward(in PixelStep step);
}
