using Microsoft.Win32.SafeHandles;

namespace TorchSharp.Interop;

/// <summary>Owns an optimiser of libtorch.</summary>
internal sealed class AdamWHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.htr_adamw_free(handle);
        return true;
    }
}
