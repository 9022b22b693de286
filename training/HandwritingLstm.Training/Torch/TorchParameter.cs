using HandwritingLstm.Network;
using static TorchSharp.torch;

namespace HandwritingLstm.Training.Torch;

/// <summary>A weight or a running statistic on the device, under the name that model files know.</summary>
/// <param name="Name">The name, such as <c>12.lstm.weight_ih</c>.</param>
/// <param name="Shape">The shape in model files.</param>
/// <param name="Value">The tensor.</param>
internal sealed record TorchParameter(string Name, int[] Shape, Tensor Value)
{
    /// <summary>Number of values.</summary>
    public int Count => Shape.Aggregate(1, (product, size) => product * size);

    /// <summary>A new parameter of zeros, which wants gradients.</summary>
    public static TorchParameter Trained(string name, int[] shape, Device device) =>
        new(name, shape, zeros(Array.ConvertAll(shape, size => (long)size), float32, device).requires_grad_());

    /// <summary>A new running statistic, all one number.</summary>
    public static TorchParameter Running(string name, int[] shape, double value, Device device) =>
        new(name, shape, zeros(Array.ConvertAll(shape, size => (long)size), float32, device).fill_(value));

    /// <summary>The values as they stand in model files.</summary>
    public NamedTensor Export() => Export(Name, Value);

    /// <summary>Values of this parameter's shape, such as an optimiser's, as they stand in model files.</summary>
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
        using var _ = no_grad();
        Value.copy_(tensor(values, Array.ConvertAll(Shape, size => (long)size)));
    }
}
