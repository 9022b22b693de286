using TorchSharp.Interop;

namespace TorchSharp.Modules;

/// <summary>A tensor to be trained.</summary>
public sealed class Parameter : torch.Tensor
{
    /// <summary>The same memory as a tensor's, to be trained.</summary>
    /// <param name="data">The tensor.</param>
    /// <param name="requires_grad">Whether gradients of it are wanted.</param>
    public Parameter(torch.Tensor data, bool requires_grad = true)
        : this(NativeMethods.htr_detach(data.Handle)) => requires_grad_(requires_grad);

    internal Parameter(TensorHandle handle)
        : base(handle)
    {
    }
}
