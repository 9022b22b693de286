using System.Globalization;
using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>All parameters of a network in one packed array, so that an optimiser is one pass over it.</summary>
internal sealed unsafe class ParameterStore : IDisposable
{
    private readonly List<Parameter> _parameters = [];
    private readonly FloatBuffer _values = new();
    private readonly List<FloatBuffer> _gradients = [];

    /// <summary>The parameters in the order of the layers.</summary>
    public IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>Floats of the packed array; padding included, which stays 0.</summary>
    public long Length { get; private set; }

    /// <summary>The packed values.</summary>
    public float* Values => _values.Pointer;

    /// <summary>The packed gradients, or one thread's part of them.</summary>
    public float* Gradients(int thread = 0) => _gradients[thread].Pointer;

    /// <summary>Floats of the packed array that belong to the first layers.</summary>
    /// <param name="count">How many layers, counted from the image.</param>
    public long LengthOfLayers(int count)
    {
        var length = 0L;
        foreach (var parameter in _parameters)
        {
            var dot = Math.Max(0, parameter.Name.IndexOf('.', StringComparison.Ordinal));
            if (int.TryParse(parameter.Name.AsSpan(0, dot), CultureInfo.InvariantCulture, out var layer) && layer < count)
            {
                length = parameter.Offset + ChannelLayout.Padded(parameter.PackedLength);
            }
        }

        return length;
    }

    /// <summary>Adds a parameter.</summary>
    /// <param name="name">The name in model files.</param>
    /// <param name="shape">The shape in model files.</param>
    /// <param name="packedLength">Floats of the packed form.</param>
    /// <param name="order">Where the values of the model file lie in the packed form.</param>
    /// <param name="linewise">Whether threads add to the gradient line by line.</param>
    public Parameter Add(string name, int[] shape, int packedLength, PackedOrder order, bool linewise)
    {
        var parameter = new Parameter(this, name, shape, Length, packedLength, order, linewise);
        _parameters.Add(parameter);
        Length += ChannelLayout.Padded(packedLength);
        return parameter;
    }

    /// <summary>Allocates the values, all 0, once all parameters have been added.</summary>
    public void Allocate() => _values.EnsureLength(Length);

    /// <summary>Allocates the gradients: a copy per thread.</summary>
    public void AllocateGradients(int threads)
    {
        while (_gradients.Count < threads)
        {
            _gradients.Add(new FloatBuffer(Length));
        }
    }

    /// <summary>Sets a thread's gradients to 0: all of thread 0, and what others use of theirs.</summary>
    public void ClearGradients(int thread)
    {
        if (thread == 0)
        {
            _gradients[0].Clear();
            return;
        }

        foreach (var parameter in _parameters.Where(parameter => parameter.IsLinewise))
        {
            new Span<float>(parameter.Gradient(thread), parameter.PackedLength).Clear();
        }
    }

    /// <summary>Adds the other threads' parts to thread 0's, always in the same order.</summary>
    public void ReduceGradients(int threads)
    {
        foreach (var parameter in _parameters.Where(parameter => parameter.IsLinewise))
        {
            var sum = parameter.Gradient();
            for (var thread = 1; thread < threads; thread++)
            {
                var part = parameter.Gradient(thread);
                System.Numerics.Tensors.TensorPrimitives.Add(
                    new ReadOnlySpan<float>(sum, parameter.PackedLength),
                    new ReadOnlySpan<float>(part, parameter.PackedLength),
                    new Span<float>(sum, parameter.PackedLength));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _values.Dispose();
        _gradients.ForEach(gradient => gradient.Dispose());
    }
}
