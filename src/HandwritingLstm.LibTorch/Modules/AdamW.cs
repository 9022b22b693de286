using TorchSharp.Interop;

namespace TorchSharp.Modules;

/// <summary>Adam with decoupled weight decay, as libtorch has it.</summary>
public sealed class AdamW : IDisposable
{
    private readonly AdamWHandle _handle;

    internal AdamW(IEnumerable<Parameter> parameters, double lr, double beta1, double beta2, double eps, double weightDecay, bool amsgrad)
    {
        using var handles = new TensorList(parameters);
        _handle = NativeMethods.htr_adamw_new(handles.Pointers, handles.Count, lr, beta1, beta2, eps, weightDecay, amsgrad ? 1 : 0);
        Failure.ThrowIf(_handle.IsInvalid);
    }

    /// <summary>One step along the gradients.</summary>
    public void step() => Failure.ThrowIf(NativeMethods.htr_adamw_step(_handle) == 0);

    /// <summary>Forgets the gradients.</summary>
    public void zero_grad() => Failure.ThrowIf(NativeMethods.htr_adamw_zero_grad(_handle) == 0);

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
