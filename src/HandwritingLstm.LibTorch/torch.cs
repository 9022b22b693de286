using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>The machine's libtorch, by the names that TorchSharp gives it.</summary>
/// <remarks>
/// A source-compatible subset of TorchSharp (names, order of arguments, defaults), over a C++ shim in native/: Paszke et
/// al., "PyTorch: an imperative style, high-performance deep learning library", NeurIPS 2019.
/// What libtorch refuses is a <see cref="System.Runtime.InteropServices.ExternalException"/> with libtorch's text; without
/// the shim or libtorch, every call is a <see cref="DllNotFoundException"/> that says how to get them.
/// </remarks>
public static partial class torch
{
    /// <summary>The type of a tensor's values; the numbers are torch's.</summary>
    public enum ScalarType : sbyte
    {
        /// <summary>Unsigned 8-bit integers.</summary>
        Byte = 0,

        /// <summary>32-bit integers.</summary>
        Int32 = 3,

        /// <summary>64-bit integers.</summary>
        Int64 = 4,

        /// <summary>16-bit floats.</summary>
        Float16 = 5,

        /// <summary>32-bit floats.</summary>
        Float32 = 6,

        /// <summary>64-bit floats.</summary>
        Float64 = 7,

        /// <summary>Truth values.</summary>
        Bool = 11,

        /// <summary>The upper halves of 32-bit floats.</summary>
        BFloat16 = 15,
    }

    /// <summary>32-bit floats.</summary>
    public static ScalarType float32 => ScalarType.Float32;

    /// <summary>64-bit floats.</summary>
    public static ScalarType float64 => ScalarType.Float64;

    /// <summary>64-bit integers.</summary>
    public static ScalarType int64 => ScalarType.Int64;

    /// <summary>The upper halves of 32-bit floats.</summary>
    public static ScalarType bfloat16 => ScalarType.BFloat16;

    /// <summary>The processor.</summary>
    public static Device CPU => new(DeviceType.CPU);

    /// <summary>The first GPU.</summary>
    public static Device CUDA => new(DeviceType.CUDA, 0);

    /// <summary>libtorch's version, such as 1.13.1.</summary>
    public static string __version__ => NativeMethods.htr_torch_version() ?? "";

    /// <summary>A device by its name: <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    /// <exception cref="ArgumentException">There is no such kind of device.</exception>
    public static Device device(string description) => new(description);

    /// <summary>Seeds the random numbers of all devices.</summary>
    public static void manual_seed(long seed) => Failure.ThrowIf(NativeMethods.htr_manual_seed(seed) == 0);

    /// <summary>Number of threads that an operation uses.</summary>
    public static int get_num_threads() => NativeMethods.htr_get_num_threads();

    /// <summary>Sets the number of threads that an operation uses, and holds a BLAS with threads of its own to one.</summary>
    public static void set_num_threads(int num) => Failure.ThrowIf(NativeMethods.htr_set_num_threads(num) == 0);

    /// <summary>Opens a scope: what its thread makes from here on is disposed of with it.</summary>
    public static DisposeScope NewDisposeScope() => new();

    /// <summary>Until it is disposed of, nothing is remembered for gradients.</summary>
    public static IDisposable no_grad() => new AutoGradMode(false);
}
