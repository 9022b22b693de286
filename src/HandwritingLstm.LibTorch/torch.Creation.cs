using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor of 32-bit floats.</summary>
    /// <param name="rawArray">The values, row by row; they are copied.</param>
    /// <param name="dimensions">The shape.</param>
    /// <param name="dtype">The type to convert to; null = as given.</param>
    /// <param name="device">Where it lies; null = the processor.</param>
    /// <param name="requires_grad">Whether gradients of it are wanted.</param>
    public static Tensor tensor(float[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From(MemoryMarshal.AsBytes(rawArray.AsSpan()), dimensions, ScalarType.Float32, dtype, device, requires_grad);

    /// <summary>A tensor of 64-bit floats.</summary>
    /// <inheritdoc cref="tensor(float[], ReadOnlySpan{long}, ScalarType?, Device, bool)"/>
    public static Tensor tensor(double[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From(MemoryMarshal.AsBytes(rawArray.AsSpan()), dimensions, ScalarType.Float64, dtype, device, requires_grad);

    /// <summary>A tensor of 64-bit integers.</summary>
    /// <inheritdoc cref="tensor(float[], ReadOnlySpan{long}, ScalarType?, Device, bool)"/>
    public static Tensor tensor(long[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From(MemoryMarshal.AsBytes(dataArray.AsSpan()), dimensions, ScalarType.Int64, dtype, device, requires_grad);

    /// <summary>A list of 64-bit integers.</summary>
    /// <inheritdoc cref="tensor(float[], ReadOnlySpan{long}, ScalarType?, Device, bool)"/>
    public static Tensor tensor(long[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        ArgumentNullException.ThrowIfNull(dataArray);
        return tensor(dataArray, [dataArray.Length], dtype, device, requires_grad);
    }

    /// <summary>A tensor of zeros.</summary>
    /// <param name="size">The shape.</param>
    /// <param name="dtype">The type of the values; null = 32-bit floats.</param>
    /// <param name="device">Where it lies; null = the processor.</param>
    /// <param name="requires_grad">Whether gradients of it are wanted.</param>
    public static Tensor zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Full(size, 0, dtype, device, requires_grad);

    /// <summary>A tensor of ones.</summary>
    /// <inheritdoc cref="zeros"/>
    public static Tensor ones(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Full(size, 1, dtype, device, requires_grad);

    private static Tensor Full(ReadOnlySpan<long> size, double value, ScalarType? dtype, Device? device, bool requires_grad) => Wanting(
        new Tensor(NativeMethods.htr_tensor_full(size, size.Length, value, (int)(dtype ?? ScalarType.Float32), (device ?? CPU).Number)),
        requires_grad);

    private static Tensor From(
        ReadOnlySpan<byte> values, ReadOnlySpan<long> shape, ScalarType given, ScalarType? wanted, Device? device, bool requires_grad)
    {
        var tensor = new Tensor(NativeMethods.htr_tensor_from(values, values.Length, shape, shape.Length, (int)given));
        if (wanted is { } type && type != given)
        {
            tensor = Replaced(tensor, tensor.to(type));
        }

        if (device is { type: DeviceType.CUDA })
        {
            tensor = Replaced(tensor, tensor.to(device));
        }

        return Wanting(tensor, requires_grad);
    }

    private static Tensor Replaced(Tensor old, Tensor replacement)
    {
        old.Dispose();
        return replacement;
    }

    private static Tensor Wanting(Tensor tensor, bool requires_grad) => requires_grad ? tensor.requires_grad_() : tensor;
}
