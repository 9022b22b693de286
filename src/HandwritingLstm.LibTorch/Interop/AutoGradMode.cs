namespace TorchSharp.Interop;

/// <summary>Whether operations are remembered for gradients, for a while and for this thread.</summary>
internal sealed class AutoGradMode : IDisposable
{
    private readonly int _before = NativeMethods.htr_grad_enabled();

    public AutoGradMode(bool enabled) => NativeMethods.htr_set_grad_enabled(enabled ? 1 : 0);

    public void Dispose() => NativeMethods.htr_set_grad_enabled(_before);
}
