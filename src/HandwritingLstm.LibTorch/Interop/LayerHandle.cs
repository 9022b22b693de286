using Microsoft.Win32.SafeHandles;

namespace TorchSharp.Interop;

/// <summary>Owns a layer of libtorch.</summary>
internal sealed class LayerHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.htr_module_free(handle);
        return true;
    }
}
