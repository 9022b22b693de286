namespace HandwritingLstm.Network.Kernels;

/// <summary>A recurrent cell of one width of vectors: what happens in a step after the products.</summary>
internal unsafe interface IRecurrentCell
{
    /// <summary>From sums to state and output; what backward needs of the activations replaces the sums.</summary>
    static abstract void Forward(in CellStep step);

    /// <summary>
    /// From the gradient of the output to those of the sums, which replace the activations, and of the state before.
    /// </summary>
    static abstract void Backward(in CellStep step);

    /// <summary>Adds the gradients of the peepholes, once the gradients of the sums are there.</summary>
    static virtual void AddPeepholeGradients(in CellStep step, float* gradients)
    {
        // Most cells have none.
    }
}
