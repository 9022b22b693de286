using System.Numerics.Tensors;
using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>Random masks of dropout: 0 for what is dropped, 1 / (1 − p) for what is kept.</summary>
/// <remarks>
/// Every draw is a function of seed, layer, row and position (splitmix64: Steele, Lea and Flood, OOPSLA 2014, section 4),
/// so a step repeats bit for bit on any number of threads.
/// </remarks>
internal sealed unsafe class DropoutMask(int layer, float probability) : IDisposable
{
    private readonly FloatBuffer _mask = new();
    private uint _threshold; // of 16 random bits
    private float _kept;
    private ulong _seed;

    /// <summary>Begins a step.</summary>
    /// <param name="seed">The seed of its masks.</param>
    /// <param name="strength">The probability is multiplied by this, 0 to 1.</param>
    public void Start(ulong seed, float strength)
    {
        var dropped = probability * strength;
        _threshold = (uint)MathF.Round(dropped * 65536);
        _kept = 1 / (1 - dropped);
        _seed = seed;
    }

    /// <summary>Makes room.</summary>
    public void EnsureLength(long length) => _mask.EnsureLength(length);

    /// <summary>Draws the mask of one row of values and applies it.</summary>
    /// <param name="row">The number of the row.</param>
    /// <param name="values">The row's values.</param>
    /// <param name="position">Where the row's mask lies.</param>
    /// <param name="repeat">How many times this mask is drawn anew along the row: 1, or the row is one mask repeated.</param>
    public void Draw(long row, Span<float> values, long position, int repeat = 1)
    {
        var mask = new Span<float>(_mask.Pointer + position, values.Length);
        var length = values.Length / repeat;
        var state = Mix(_seed ^ Mix(((ulong)layer << 48) ^ (ulong)row));
        ReadOnlySpan<float> choices = [_kept, 0]; // a choice by index, since a branch would be mispredicted too often
        for (var i = 0; i < length; i += 4)
        {
            state += 0x9E3779B97F4A7C15;
            var bits = Mix(state); // serves four values
            for (var j = i; j < Math.Min(i + 4, length); j++, bits >>= 16)
            {
                mask[j] = choices[(bits & 0xFFFF) < _threshold ? 1 : 0];
            }
        }

        for (var i = length; i < values.Length; i += length)
        {
            mask[..length].CopyTo(mask[i..]);
        }

        Apply(values, position);
    }

    /// <summary>Multiplies a row by the mask that was drawn for it.</summary>
    public void Apply(Span<float> values, long position) =>
        TensorPrimitives.Multiply(values, new ReadOnlySpan<float>(_mask.Pointer + position, values.Length), values);

    /// <inheritdoc/>
    public void Dispose() => _mask.Dispose();

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
