using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sum, value by value.</summary>
        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        /// <summary>The sum with a number.</summary>
        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);

        /// <summary>The difference, value by value.</summary>
        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        /// <summary>The product, value by value.</summary>
        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        /// <summary>The product with a number.</summary>
        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        /// <summary>The quotient, value by value.</summary>
        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        /// <summary>The quotient with a number.</summary>
        public static Tensor operator /(Tensor left, Scalar right) => left.mul(1 / right.Value);

        /// <summary>The sum, value by value.</summary>
        public Tensor add(Tensor target) => new(NativeMethods.htr_add(Handle, target.Handle, 1));

        /// <summary>The sum with a number.</summary>
        public Tensor add(Scalar scalar) => new(NativeMethods.htr_add_scalar(Handle, scalar.Value));

        /// <summary>Adds another tensor.</summary>
        public Tensor add_(Tensor target) => InPlace(NativeMethods.htr_add_(Handle, target.Handle, 1));

        /// <summary>Adds <paramref name="alpha"/> times another tensor.</summary>
        public Tensor add_(Tensor target, Scalar alpha) => InPlace(NativeMethods.htr_add_(Handle, target.Handle, alpha.Value));

        /// <summary>Adds a number.</summary>
        public Tensor add_(Scalar scalar) => InPlace(NativeMethods.htr_add_scalar_(Handle, scalar.Value));

        /// <summary>The difference, value by value.</summary>
        public Tensor sub(Tensor target) => new(NativeMethods.htr_sub(Handle, target.Handle));

        /// <summary>The product, value by value.</summary>
        public Tensor mul(Tensor target) => new(NativeMethods.htr_mul(Handle, target.Handle));

        /// <summary>The product with a number.</summary>
        public Tensor mul(Scalar target) => new(NativeMethods.htr_mul_scalar(Handle, target.Value));

        /// <summary>Multiplies by another tensor.</summary>
        public Tensor mul_(Tensor target) => InPlace(NativeMethods.htr_mul_(Handle, target.Handle));

        /// <summary>Multiplies by a number.</summary>
        public Tensor mul_(Scalar target) => InPlace(NativeMethods.htr_mul_scalar_(Handle, target.Value));

        /// <summary>The quotient, value by value.</summary>
        public Tensor div(Tensor target) => new(NativeMethods.htr_div(Handle, target.Handle));

        /// <summary>Adds <paramref name="value"/> · tensor1 · tensor2.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            InPlace(NativeMethods.htr_addcmul_(Handle, tensor1.Handle, tensor2.Handle, value.Value));

        /// <summary>Adds <paramref name="value"/> · tensor1 / tensor2.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            InPlace(NativeMethods.htr_addcdiv_(Handle, tensor1.Handle, tensor2.Handle, value.Value));

        /// <summary>1 / x.</summary>
        public Tensor reciprocal() => new(NativeMethods.htr_reciprocal(Handle));

        /// <summary>√x.</summary>
        public Tensor sqrt() => new(NativeMethods.htr_sqrt(Handle));

        /// <summary>1 / √x.</summary>
        public Tensor rsqrt() => new(NativeMethods.htr_rsqrt(Handle));

        /// <summary>eˣ.</summary>
        public Tensor exp() => new(NativeMethods.htr_exp(Handle));

        /// <summary>The values kept between bounds; null = no bound.</summary>
        public unsafe Tensor clamp(Scalar? min = null, Scalar? max = null)
        {
            var (least, most) = (min?.Value ?? 0, max?.Value ?? 0);
            return new Tensor(NativeMethods.htr_clamp(Handle, min is null ? null : &least, max is null ? null : &most));
        }

        /// <summary>The sum of all values.</summary>
        public Tensor sum() => new(NativeMethods.htr_sum_all(Handle));

        /// <summary>The sums along dimensions.</summary>
        /// <param name="dim">The dimensions.</param>
        /// <param name="keepdim">Whether they stay, with size 1.</param>
        public Tensor sum(long[] dim, bool keepdim = false) => new(NativeMethods.htr_sum(Handle, dim, dim.Length, keepdim ? 1 : 0));

        /// <summary>The means along dimensions.</summary>
        /// <param name="dimensions">The dimensions.</param>
        /// <param name="keepdim">Whether they stay, with size 1.</param>
        public Tensor mean(long[] dimensions, bool keepdim = false) =>
            new(NativeMethods.htr_mean(Handle, dimensions, dimensions.Length, keepdim ? 1 : 0));

        /// <summary>The largest values along a dimension, and where they are; of equals, one is taken.</summary>
        /// <param name="dim">The dimension.</param>
        /// <param name="keepdim">Whether it stays, with size 1.</param>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false)
        {
            var values = new Tensor(NativeMethods.htr_max(Handle, dim, keepdim ? 1 : 0, out var indices));
            return (values, new Tensor(indices));
        }

        /// <summary>The largest values along dimensions; equals share the gradient.</summary>
        /// <param name="dims">The dimensions.</param>
        /// <param name="keepdim">Whether they stay, with size 1.</param>
        public Tensor amax(long[] dims, bool keepdim = false) => new(NativeMethods.htr_amax(Handle, dims, dims.Length, keepdim ? 1 : 0));

        /// <summary>The L2 norm.</summary>
        public Tensor norm() => new(NativeMethods.htr_norm(Handle));

        /// <summary>The product of matrices, or of stacks of them.</summary>
        public Tensor matmul(Tensor target) => new(NativeMethods.htr_matmul(Handle, target.Handle));

        /// <summary>max(0, x).</summary>
        public Tensor relu() => new(NativeMethods.htr_relu(Handle));

        /// <summary>The hyperbolic tangent.</summary>
        public Tensor tanh() => new(NativeMethods.htr_tanh(Handle));

        /// <summary>The logistic function.</summary>
        public Tensor sigmoid() => new(NativeMethods.htr_sigmoid(Handle));
    }
}
