using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>libtorch's errors as exceptions.</summary>
internal static class Failure
{
    /// <summary>Throws libtorch's last error on this thread if a call has failed.</summary>
    public static void ThrowIf(bool failed)
    {
        if (failed)
        {
            throw Last();
        }
    }

    /// <summary>libtorch's last error on this thread.</summary>
#pragma warning disable CA2201 // TorchSharp throws this type, and what is caught must be the same with either.
    public static ExternalException Last() => new(NativeMethods.htr_last_error() is { Length: > 0 } text ? text : "libtorch failed without a word.");
#pragma warning restore CA2201
}
