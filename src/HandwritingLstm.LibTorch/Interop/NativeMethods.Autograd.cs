using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>native/autograd.cpp and native/optimiser.cpp</content>
internal static partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial int htr_grad_enabled();

    [LibraryImport(Library)]
    public static partial void htr_set_grad_enabled(int enabled);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_requires_grad_(TensorHandle self, int requiresGrad);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_detach(TensorHandle self);

    [LibraryImport(Library)]
    public static partial int htr_backward(TensorHandle self);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_grad_of(TensorHandle self);

    [LibraryImport(Library)]
    public static partial int htr_gradients(
        ReadOnlySpan<nint> outputs, int outputCount, ReadOnlySpan<nint> inputs, int inputCount, ReadOnlySpan<nint> outputGradients,
        int retainGraph, int createGraph, int allowUnused, Span<nint> gradients);

    [LibraryImport(Library)]
    public static partial AdamWHandle htr_adamw_new(
        ReadOnlySpan<nint> parameters, int count, double learningRate, double beta1, double beta2, double epsilon, double weightDecay, int amsgrad);

    [LibraryImport(Library)]
    public static partial void htr_adamw_free(nint self);

    [LibraryImport(Library)]
    public static partial int htr_adamw_step(AdamWHandle self);

    [LibraryImport(Library)]
    public static partial int htr_adamw_zero_grad(AdamWHandle self);

    [LibraryImport(Library)]
    public static partial double htr_clip_grad_norm_(ReadOnlySpan<nint> parameters, int count, double largest, double normType);
}
