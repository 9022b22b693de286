namespace HandwritingLstm.Network;

/// <summary>A trained tensor: stored packed for the kernels, exchanged by name and in torch's order.</summary>
internal sealed unsafe class Parameter
{
    private readonly ParameterStore _store;
    private readonly PackedOrder _order;

    /// <summary>Describes a parameter; <see cref="ParameterStore.Add"/> places it.</summary>
    internal Parameter(ParameterStore store, string name, int[] shape, long offset, int packedLength, PackedOrder order, bool linewise)
    {
        _store = store;
        Name = name;
        Shape = shape;
        Offset = offset;
        PackedLength = packedLength;
        IsLinewise = linewise;
        _order = order;
    }

    /// <summary>The name in model files.</summary>
    public string Name { get; }

    /// <summary>The shape in model files.</summary>
    public int[] Shape { get; }

    /// <summary>Where the packed values begin in the store.</summary>
    public long Offset { get; }

    /// <summary>Floats of the packed form.</summary>
    public int PackedLength { get; }

    /// <summary>Whether threads add to the gradient line by line, each in a copy of its own.</summary>
    public bool IsLinewise { get; }

    /// <summary>Number of values in model files.</summary>
    public int Count => _order.Count;

    /// <summary>The packed values.</summary>
    public float* Values => _store.Values + Offset;

    /// <summary>The packed gradient, or one thread's part of it.</summary>
    public float* Gradient(int thread = 0) => _store.Gradients(thread) + Offset;

    /// <summary>Draws all values uniformly between −bound and bound.</summary>
    public void Randomize(Random random, double bound)
    {
        for (var i = 0; i < Count; i++)
        {
            Values[_order[i]] = (float)(((random.NextDouble() * 2) - 1) * bound);
        }
    }

    /// <summary>Sets the values from first to last, as the model file counts them, to one number.</summary>
    public void Fill(Range range, float value)
    {
        var (first, count) = range.GetOffsetAndLength(Count);
        for (var i = first; i < first + count; i++)
        {
            Values[_order[i]] = value;
        }
    }

    /// <summary>Sets the values of a packed array of the store (values, or an optimiser's moments).</summary>
    public void Import(ReadOnlySpan<float> source, float* storeArray)
    {
        var rows = _order.Rows;
        for (var output = 0; output < _order.Starts.Length; output++)
        {
            var to = storeArray + Offset + _order.Starts[output];
            var step = _order.Steps[output];
            var from = source.Slice(output * rows.Length, rows.Length);
            for (var i = 0; i < rows.Length; i++)
            {
                to[rows[i] * step] = from[i];
            }
        }
    }

    /// <summary>Reads the values of a packed array of the store.</summary>
    public NamedTensor Export(string name, float* storeArray)
    {
        var values = new float[Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = storeArray[Offset + _order[i]];
        }

        return new NamedTensor(name, Shape, values);
    }
}
