using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Until it is disposed of, convolutions and products of one kind of device compute in half precision.</summary>
    /// <remarks>
    /// <para>
    /// Micikevicius et al., "Mixed precision training", ICLR 2018: libtorch converts what goes into an operation that gains by
    /// it, and leaves sums, norms and losses in 32 bits. The name and the order of arguments are PyTorch's.
    /// </para>
    /// <para>
    /// TorchSharp's packages have no autocast up to 0.107: code that compiles against both, as that of the trainer, converts
    /// by <see cref="Tensor.to(ScalarType, bool)"/> what it wants in half precision.
    /// </para>
    /// </remarks>
    /// <param name="device_type">The kind of device; without a GPU, nothing changes for GPUs.</param>
    /// <param name="dtype">Float16 (its gradients need scaling) or BFloat16; null = libtorch's, see <see cref="get_autocast_dtype"/>.</param>
    /// <param name="enabled">False = inside, 32 bits again.</param>
    /// <exception cref="ArgumentException">The type is no half precision.</exception>
    public static IDisposable autocast(DeviceType device_type, ScalarType? dtype = null, bool enabled = true) =>
        dtype is null or ScalarType.Float16 or ScalarType.BFloat16
            ? new AutocastMode(device_type, dtype, enabled && (device_type == DeviceType.CPU || cuda.is_available()))
            : throw new ArgumentException($"autocast to {dtype}: expected Float16 or BFloat16.", nameof(dtype));

    /// <summary>Whether operations on a kind of device compute in half precision now, on this thread.</summary>
    public static bool is_autocast_enabled(DeviceType device_type)
    {
        var answer = NativeMethods.htr_autocast_enabled((int)device_type);
        Failure.ThrowIf(answer < 0);
        return answer > 0;
    }

    /// <summary>The half precision that <see cref="autocast"/> takes for a kind of device if nothing is said.</summary>
    public static ScalarType get_autocast_dtype(DeviceType device_type)
    {
        var type = NativeMethods.htr_autocast_dtype((int)device_type);
        Failure.ThrowIf(type < 0);
        return (ScalarType)type;
    }
}
