using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>native/arithmetic.cpp</content>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial TensorHandle htr_add(TensorHandle left, TensorHandle right, double alpha);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_add_scalar(TensorHandle left, double right);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_add_(TensorHandle left, TensorHandle right, double alpha);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_add_scalar_(TensorHandle left, double right);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_sub(TensorHandle left, TensorHandle right);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_mul(TensorHandle left, TensorHandle right);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_mul_scalar(TensorHandle left, double right);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_mul_(TensorHandle left, TensorHandle right);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_mul_scalar_(TensorHandle left, double right);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_div(TensorHandle left, TensorHandle right);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_addcmul_(TensorHandle self, TensorHandle left, TensorHandle right, double value);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_addcdiv_(TensorHandle self, TensorHandle left, TensorHandle right, double value);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_reciprocal(TensorHandle self);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_sqrt(TensorHandle self);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_rsqrt(TensorHandle self);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_exp(TensorHandle self);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_clamp(TensorHandle self, double* least, double* most);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_sum_all(TensorHandle self);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_sum(TensorHandle self, ReadOnlySpan<long> dimensions, int count, int keep);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_mean(TensorHandle self, ReadOnlySpan<long> dimensions, int count, int keep);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_max(TensorHandle self, long dimension, int keep, out TensorHandle indices);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_amax(TensorHandle self, ReadOnlySpan<long> dimensions, int count, int keep);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_norm(TensorHandle self);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_matmul(TensorHandle left, TensorHandle right);
}
