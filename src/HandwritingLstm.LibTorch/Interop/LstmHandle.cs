using Microsoft.Win32.SafeHandles;

namespace TorchSharp.Interop;

/// <summary>Owns an LSTM module of libtorch.</summary>
internal sealed class LstmHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.htr_lstm_free(handle);
        return true;
    }
}
