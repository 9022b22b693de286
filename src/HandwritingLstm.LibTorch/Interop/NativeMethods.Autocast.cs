using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>native/autocast.cpp</content>
internal static partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial int htr_autocast_enabled(int kind);

    [LibraryImport(Library)]
    public static partial int htr_autocast_dtype(int kind);

    [LibraryImport(Library)]
    public static partial int htr_set_autocast(int kind, int on, int dtype);

    [LibraryImport(Library)]
    public static partial void htr_autocast_enter();

    [LibraryImport(Library)]
    public static partial void htr_autocast_leave();
}
