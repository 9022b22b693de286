using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Finds the shim, which in turn brings libtorch along.</summary>
internal static class ShimLibrary
{
    /// <summary>The name in the declarations.</summary>
    public const string Name = "htrtorch";

    /// <summary>Where the environment may name the shim's file.</summary>
    private const string Variable = "HTR_TORCH";

    private static readonly string _file =
        OperatingSystem.IsWindows() ? "htrtorch.dll" : OperatingSystem.IsMacOS() ? "libhtrtorch.dylib" : "libhtrtorch.so";

    private static nint _library;

    private static string? Named => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null;

    /// <summary>From here on, the first call of the shim loads it.</summary>
    public static void Register() => NativeLibrary.SetDllImportResolver(
        typeof(ShimLibrary).Assembly,
        static (name, _, _) => string.Equals(name, Name, StringComparison.Ordinal) ? Find() : 0);

    // Throws DllNotFoundException where there is no shim or its libtorch is missing; the message says what to do.
    private static unsafe nint Find()
    {
        if (_library != 0)
        {
            return _library;
        }

        var path = Candidates().FirstOrDefault(File.Exists) ?? throw new DllNotFoundException(
            $"the torch shim {(Named is null ? _file : $"{Named}, which {Variable} names,")} is missing. Build it with src/HandwritingLstm.LibTorch/native/build.sh, which needs g++ and libtorch " +
            $"('pip install torch' with CUDA, 'apt-get install libtorch-dev' without), or name its file in {Variable}");
        try
        {
            _library = NativeLibrary.Load(path);
            _ = ((delegate* unmanaged<int, int>)NativeLibrary.GetExport(_library, nameof(NativeMethods.htr_set_num_threads)))(Environment.ProcessorCount);
            return _library;
        }
        catch (DllNotFoundException problem)
        {
            // Of .NET's text the last line is dlopen's, which names what is missing.
            var reason = problem.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
            throw new DllNotFoundException($"the torch shim cannot be loaded ({reason}). Build it anew with src/HandwritingLstm.LibTorch/native/build.sh", problem);
        }
    }

    // The environment's; beside the program; where build.sh puts it, in the repository that the program lies in.
    private static IEnumerable<string> Candidates()
    {
        if (Named is not null)
        {
            yield return Named;
            yield break;
        }

        yield return Path.Combine(AppContext.BaseDirectory, _file);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "artifacts", "torch", _file);
        }
    }
}
