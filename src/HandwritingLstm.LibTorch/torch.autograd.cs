using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Derivatives.</summary>
    public static class autograd
    {
        /// <summary>The gradients of outputs with respect to inputs; those that the inputs hold stay as they are.</summary>
        /// <param name="outputs">What is differentiated, such as a loss.</param>
        /// <param name="inputs">With respect to what.</param>
        /// <param name="grad_outputs">The weight of every value of the outputs; null where each output is one number.</param>
        /// <param name="retain_graph">Whether what was remembered is kept for another call.</param>
        /// <param name="create_graph">Whether gradients of the gradients will be wanted.</param>
        /// <param name="allow_unused">Whether an input may have no part in the outputs.</param>
        /// <returns>One gradient per input, in their order.</returns>
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null,
            bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            ArgumentNullException.ThrowIfNull(inputs);
            using var ofOutputs = new TensorList(outputs);
            using var ofInputs = new TensorList(inputs);
            using var weights = grad_outputs is null ? null : new TensorList(grad_outputs);
            var found = new nint[inputs.Count];
            Failure.ThrowIf(NativeMethods.htr_gradients(
                ofOutputs.Pointers, ofOutputs.Count, ofInputs.Pointers, ofInputs.Count, weights?.Pointers,
                retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, found) == 0);

            // An input without a part in the outputs has the gradient null, as in TorchSharp.
            return [.. found.Select(pointer => pointer == 0 ? null! : new Tensor(new TensorHandle(pointer)))];
        }
    }
}
