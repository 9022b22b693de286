using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The shim's functions; see native/, one file of it per file of these.</summary>
internal static partial class NativeMethods
{
    private const string Library = ShimLibrary.Name;

    static NativeMethods() => ShimLibrary.Register();

    /// <summary>The text of this thread's last failure.</summary>
    public static string? htr_last_error() => Marshal.PtrToStringUTF8(last_error());

    /// <summary>libtorch's version.</summary>
    public static string? htr_torch_version() => Marshal.PtrToStringUTF8(torch_version());

    [LibraryImport(Library, EntryPoint = "htr_last_error")]
    private static partial nint last_error();

    [LibraryImport(Library, EntryPoint = "htr_torch_version")]
    private static partial nint torch_version();

    [LibraryImport(Library)]
    public static partial int htr_cuda_is_available();

    [LibraryImport(Library)]
    public static partial int htr_cuda_device_count();

    [LibraryImport(Library)]
    public static partial int htr_cuda_synchronize(int device);

    [LibraryImport(Library)]
    public static partial int htr_manual_seed(long seed);

    [LibraryImport(Library)]
    public static partial int htr_get_num_threads();

    [LibraryImport(Library)]
    public static partial int htr_set_num_threads(int threads);
}
