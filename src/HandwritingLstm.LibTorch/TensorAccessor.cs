using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>The values of a tensor, to be copied out row by row.</summary>
/// <typeparam name="T">The type of the values, which is the tensor's.</typeparam>
public sealed class TensorAccessor<T>
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;

    internal TensorAccessor(torch.Tensor tensor) => _tensor = tensor;

    /// <summary>All values in a new array.</summary>
    public T[] ToArray()
    {
        var values = new T[_tensor.numel()];
        CopyTo(values);
        return values;
    }

    /// <summary>Copies all values.</summary>
    /// <param name="array">Gets the values; as long as the tensor.</param>
    public void CopyTo(Span<T> array)
    {
        var bytes = MemoryMarshal.AsBytes(array);
        Failure.ThrowIf(NativeMethods.htr_tensor_read(_tensor.Handle, bytes, bytes.Length) == 0);
    }
}
