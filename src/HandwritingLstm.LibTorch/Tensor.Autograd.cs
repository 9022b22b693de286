using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether gradients of the tensor are wanted.</summary>
        public bool requires_grad
        {
            get
            {
                var answer = NativeMethods.htr_tensor_requires_grad(Handle);
                Failure.ThrowIf(answer < 0);
                return answer > 0;
            }
        }

        /// <summary>The gradient that <see cref="backward"/> has left; null before.</summary>
        public Tensor? grad
        {
            get
            {
                var found = NativeMethods.htr_grad_of(Handle);
                return found.IsInvalid && string.IsNullOrEmpty(NativeMethods.htr_last_error()) ? null : new Tensor(found);
            }
        }

        /// <summary>Says whether gradients of the tensor are wanted.</summary>
        public Tensor requires_grad_(bool requires_grad = true) => InPlace(NativeMethods.htr_requires_grad_(Handle, requires_grad ? 1 : 0));

        /// <summary>The same memory, without what was remembered for gradients.</summary>
        public Tensor detach() => new(NativeMethods.htr_detach(Handle));

        /// <summary>Adds the gradients of this number to those of all tensors that want them.</summary>
        public void backward() => Failure.ThrowIf(NativeMethods.htr_backward(Handle) == 0);
    }
}
