using System.Runtime.InteropServices;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>Puts files in their places so that a power cut cannot undo it.</summary>
internal static partial class Disk
{
    /// <summary>Moves a file whose content is on the disk already; what stood in its place is replaced.</summary>
    /// <param name="from">The finished file, on the same disk.</param>
    /// <param name="to">Its place; folders on the way are made.</param>
    public static void Place(string from, string to)
    {
        MakeFolder(Path.GetDirectoryName(to)!);
        File.Move(from, to, overwrite: true);
    }

    /// <summary>Makes a folder and those on the way, each on the disk.</summary>
    public static void MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var parent = Path.GetDirectoryName(folder)!;
        MakeFolder(parent);
        Directory.CreateDirectory(folder);
        FlushFolder(parent);
    }

    /// <summary>Brings the names in a folder to the disk; elsewhere than on Unix the file system sees to that.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const int ReadOnly = 0;
        var descriptor = Open(folder, ReadOnly);
        if (descriptor >= 0)
        {
            _ = Synchronize(descriptor); // a file system that cannot do it for folders says so, and needs it not
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
