using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>native/tensor.cpp</content>
internal static partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial TensorHandle htr_tensor_from(ReadOnlySpan<byte> values, long bytes, ReadOnlySpan<long> shape, int dimensions, int dtype);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_tensor_full(ReadOnlySpan<long> shape, int dimensions, double value, int dtype, int device);

    [LibraryImport(Library)]
    public static partial void htr_tensor_free(nint self);

    [LibraryImport(Library)]
    public static partial int htr_tensor_dimensions(TensorHandle self);

    [LibraryImport(Library)]
    public static partial long htr_tensor_size(TensorHandle self, int dimension);

    [LibraryImport(Library)]
    public static partial int htr_tensor_dtype(TensorHandle self);

    [LibraryImport(Library)]
    public static partial int htr_tensor_device(TensorHandle self);

    [LibraryImport(Library)]
    public static partial int htr_tensor_requires_grad(TensorHandle self);

    [LibraryImport(Library)]
    public static partial int htr_tensor_read(TensorHandle self, Span<byte> values, long bytes);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_tensor_to_device(TensorHandle self, int device, int copy);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_tensor_to_dtype(TensorHandle self, int dtype, int copy);
}
