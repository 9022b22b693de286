using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>Which precision operations compute in, for a while and for this thread.</summary>
internal sealed class AutocastMode : IDisposable
{
    private readonly DeviceType _device;
    private readonly bool _wasEnabled;
    private readonly ScalarType _dtypeBefore;
    private bool _isOver;

    public AutocastMode(DeviceType device, ScalarType? dtype, bool enabled)
    {
        (_device, _wasEnabled, _dtypeBefore) = (device, is_autocast_enabled(device), get_autocast_dtype(device));
        Set(enabled, dtype ?? _dtypeBefore);
        NativeMethods.htr_autocast_enter();
    }

    public void Dispose()
    {
        if (!_isOver)
        {
            _isOver = true;
            NativeMethods.htr_autocast_leave();
            Set(_wasEnabled, _dtypeBefore);
        }
    }

    private void Set(bool enabled, ScalarType dtype) =>
        Failure.ThrowIf(NativeMethods.htr_set_autocast((int)_device, enabled ? 1 : 0, (int)dtype) == 0);
}
