using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>native/shape.cpp</content>
internal static partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial TensorHandle htr_reshape(TensorHandle self, ReadOnlySpan<long> shape, int dimensions);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_view(TensorHandle self, ReadOnlySpan<long> shape, int dimensions);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_permute(TensorHandle self, ReadOnlySpan<long> order, int dimensions);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_transpose(TensorHandle self, long first, long second);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_unsqueeze(TensorHandle self, long dimension);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_squeeze(TensorHandle self, long dimension);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_narrow(TensorHandle self, long dimension, long start, long length);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_select(TensorHandle self, long dimension, long index);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_flip(TensorHandle self, ReadOnlySpan<long> dimensions, int count);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_contiguous(TensorHandle self);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_clone(TensorHandle self);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_copy_(TensorHandle self, TensorHandle source);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_fill_(TensorHandle self, double value);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_cat(ReadOnlySpan<nint> tensors, int count, long dimension);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_stack(ReadOnlySpan<nint> tensors, int count, long dimension);
}
