using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>A number beside a tensor; integers up to 2⁵³ and doubles are exact.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Scalar
{
    internal Scalar(double value) => Value = value;

    internal double Value { get; }

    /// <summary>A number as a scalar.</summary>
    public static implicit operator Scalar(int value) => new(value);

    /// <summary>A number as a scalar.</summary>
    public static implicit operator Scalar(long value) => new(value);

    /// <summary>A number as a scalar.</summary>
    public static implicit operator Scalar(float value) => new(value);

    /// <summary>A number as a scalar.</summary>
    public static implicit operator Scalar(double value) => new(value);
}
