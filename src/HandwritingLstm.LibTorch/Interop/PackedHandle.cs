using Microsoft.Win32.SafeHandles;

namespace TorchSharp.Interop;

/// <summary>Owns sequences that libtorch has packed.</summary>
internal sealed class PackedHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.htr_packed_free(handle);
        return true;
    }
}
