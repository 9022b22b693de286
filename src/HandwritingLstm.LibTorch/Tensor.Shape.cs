using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The same values in another shape.</summary>
        /// <param name="shape">The shape; one size may be −1 and is then what is left.</param>
        public Tensor reshape(params long[] shape) => new(NativeMethods.htr_reshape(Handle, shape, shape.Length));

        /// <summary>The same memory in another shape.</summary>
        /// <param name="shape">The shape; one size may be −1 and is then what is left.</param>
        public Tensor view(params long[] shape) => new(NativeMethods.htr_view(Handle, shape, shape.Length));

        /// <summary>The same memory with the dimensions in another order.</summary>
        public Tensor permute(params long[] permutation) => new(NativeMethods.htr_permute(Handle, permutation, permutation.Length));

        /// <summary>The same memory with two dimensions exchanged.</summary>
        public Tensor transpose(long dim0, long dim1) => new(NativeMethods.htr_transpose(Handle, dim0, dim1));

        /// <summary>The same memory with a dimension of size 1 more.</summary>
        public Tensor unsqueeze(long dim) => new(NativeMethods.htr_unsqueeze(Handle, dim));

        /// <summary>The same memory without a dimension of size 1.</summary>
        public Tensor squeeze(long dim) => new(NativeMethods.htr_squeeze(Handle, dim));

        /// <summary>A stretch of a dimension; the same memory.</summary>
        public Tensor narrow(long dim, long start, long length) => new(NativeMethods.htr_narrow(Handle, dim, start, length));

        /// <summary>One place of a dimension, which is gone then; the same memory.</summary>
        public Tensor select(long dim, long index) => new(NativeMethods.htr_select(Handle, dim, index));

        /// <summary>A copy whose dimensions run the other way.</summary>
        public Tensor flip(params long[] dims) => new(NativeMethods.htr_flip(Handle, dims, dims.Length));

        /// <summary>The values in memory row by row; the tensor itself where they are.</summary>
        public Tensor contiguous() => new(NativeMethods.htr_contiguous(Handle));

        /// <summary>A copy.</summary>
        public Tensor clone() => new(NativeMethods.htr_clone(Handle));

        /// <summary>Takes over the values of another tensor.</summary>
        public Tensor copy_(Tensor source) => InPlace(NativeMethods.htr_copy_(Handle, source.Handle));

        /// <summary>Sets all values to one number.</summary>
        public Tensor fill_(Scalar value) => InPlace(NativeMethods.htr_fill_(Handle, value.Value));
    }
}
