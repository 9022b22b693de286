using HandwritingLstm.Network;
using static TorchSharp.torch;

namespace HandwritingLstm.Training.Torch;

/// <summary>A weight or a running statistic on the device, under the name that model files know.</summary>
/// <param name="Name">The name, such as <c>12.lstm.weight_ih</c>.</param>
/// <param name="Shape">The shape in model files.</param>
/// <param name="Value">The tensor.</param>
internal sealed record TorchParameter(string Name, int[] Shape, Tensor Value) : IDisposable
{
    /// <summary>A second tensor, whose last values are the parameter's last ones; null where <see cref="Value"/> has them all.</summary>
    public Tensor? Rest { get; init; }

    /// <summary>Number of values.</summary>
    public int Count => Shape.Aggregate(1, (product, size) => product * size);

    /// <summary>What torch differentiates.</summary>
    public Tensor[] Leaves => Rest is null ? [Value] : [Value, Rest];

    /// <summary>A new parameter of zeros, which wants gradients.</summary>
    public static TorchParameter Trained(string name, int[] shape, Device device) =>
        new(name, shape, zeros(Array.ConvertAll(shape, size => (long)size), float32, device).requires_grad_());

    /// <summary>A new running statistic, all one number.</summary>
    public static TorchParameter Running(string name, int[] shape, double value, Device device) =>
        new(name, shape, zeros(Array.ConvertAll(shape, size => (long)size), float32, device).fill_(value));

    /// <summary>The parameter's part of tensors like its <see cref="Leaves"/>, such as their gradients, one value after the other.</summary>
    /// <param name="leaves">As many tensors of the same shapes.</param>
    public Tensor Flat(Tensor[] leaves)
    {
        var first = leaves[0].reshape(-1);
        return Rest is null ? first : cat(new[] { first, RestOf(leaves[1]) }, 0);
    }

    /// <summary>The values as they stand in model files.</summary>
    public NamedTensor Export()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        return Export(Name, Flat(Leaves));
    }

    /// <summary>Values of this parameter, such as an optimiser's, as they stand in model files.</summary>
    public NamedTensor Export(string name, Tensor values)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        return new NamedTensor(name, Shape, values.detach().cpu().contiguous().data<float>().ToArray());
    }

    /// <summary>Takes the values over.</summary>
    public void Import(float[] values)
    {
        using var scope = NewDisposeScope();
        Set(tensor(values, new long[] { values.Length }));
    }

    /// <summary>Takes the values over, which lie one after the other.</summary>
    public void Set(Tensor values)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var count = Value.numel();
        Value.copy_(values.narrow(0, 0, count).view(Value.shape));
        if (Rest is not null)
        {
            RestOf(Rest).copy_(values.narrow(0, count, Count - count));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Value.Dispose();
        Rest?.Dispose();
    }

    private Tensor RestOf(Tensor leaf)
    {
        var count = Count - Value.numel();
        return leaf.narrow(0, leaf.numel() - count, count);
    }
}
