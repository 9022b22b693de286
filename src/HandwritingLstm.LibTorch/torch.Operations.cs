using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Tensors one after the other along a dimension in which alone they may differ.</summary>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0)
    {
        using var handles = new TensorList(tensors);
        return new Tensor(NativeMethods.htr_cat(handles.Pointers, handles.Count, dim));
    }

    /// <summary>Tensors of one shape along a new dimension.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        using var handles = new TensorList(tensors);
        return new Tensor(NativeMethods.htr_stack(handles.Pointers, handles.Count, dim));
    }

    /// <summary>The product of matrices, or of stacks of them.</summary>
    public static Tensor matmul(Tensor input, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.matmul(target);
    }
}
