using System.Runtime.InteropServices;

namespace HandwritingLstm.Imaging;

/// <summary>The entry points of Leptonica (1.82 and later) that are used; names and arguments as in its allheaders.h.</summary>
internal static unsafe partial class LeptonicaLibrary
{
    /// <summary>For <see cref="setMsgSeverity"/>: print nothing.</summary>
    public const int SeverityNone = 6;

    /// <summary>For <see cref="pixReadMemJpeg"/>: return what could be decoded.</summary>
    public const int JpegContinueWithBadData = 2;

    /// <summary>For <see cref="pixRemoveColormap"/>: to red, green, blue and alpha.</summary>
    public const int RemoveColormapWithAlpha = 3;

    private const string Library = "liblept.so.5";

    /// <summary>What the library is called by Debian, by newer releases, by Homebrew and by vcpkg.</summary>
    private static readonly string[] _names = [Library, "libleptonica.so.6", "leptonica", "lept", "liblept5"];

    private static readonly Lazy<nint> _library = new(Find);

    /// <summary>Whether the library is installed; it is silenced when it is found.</summary>
    public static bool IsAvailable => _library.Value != 0;

    [LibraryImport(Library)]
    public static partial void pixDestroy(ref nint pix);

    [LibraryImport(Library)]
    public static partial int setMsgSeverity(int severity);

    [LibraryImport(Library)]
    public static partial LeptonicaPix pixReadMem(byte* data, nuint size);

    [LibraryImport(Library)]
    public static partial LeptonicaPix pixReadMemJpeg(byte* data, nuint size, int colormap, int reduction, int* warnings, int hint);

    [LibraryImport(Library)]
    public static partial LeptonicaPix pixReadMemTiff(byte* data, nuint size, int page);

    [LibraryImport(Library)]
    public static partial LeptonicaPix pixRemoveColormap(LeptonicaPix pix, int type);

    [LibraryImport(Library)]
    public static partial LeptonicaPix pixConvertTo8(LeptonicaPix pix, int colormap);

    [LibraryImport(Library)]
    public static partial nint pixGetColormap(LeptonicaPix pix);

    [LibraryImport(Library)]
    public static partial int pixGetWidth(LeptonicaPix pix);

    [LibraryImport(Library)]
    public static partial int pixGetHeight(LeptonicaPix pix);

    [LibraryImport(Library)]
    public static partial int pixGetDepth(LeptonicaPix pix);

    [LibraryImport(Library)]
    public static partial int pixGetSpp(LeptonicaPix pix);

    [LibraryImport(Library)]
    public static partial int pixGetWpl(LeptonicaPix pix);

    [LibraryImport(Library)]
    public static partial uint* pixGetData(LeptonicaPix pix);

    private static nint Find()
    {
        var assembly = typeof(LeptonicaLibrary).Assembly;
        foreach (var name in _names)
        {
            if (NativeLibrary.TryLoad(name, assembly, searchPath: null, out var library))
            {
                NativeLibrary.SetDllImportResolver(assembly, (asked, _, _) => string.Equals(asked, Library, StringComparison.Ordinal) ? library : 0);
                _ = setMsgSeverity(SeverityNone);
                return library;
            }
        }

        return 0;
    }
}
