namespace HandwritingLstm.Network;

/// <summary>Tensors to be taken one by one, each exactly once and with the expected shape.</summary>
internal sealed class TensorsByName(IReadOnlyList<NamedTensor> tensors)
{
    private readonly Dictionary<string, NamedTensor> _tensors = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);

    /// <summary>Takes a tensor's values.</summary>
    /// <exception cref="RecognitionException">It is missing, or has another shape or number of values.</exception>
    public float[] Take(string name, ReadOnlySpan<int> shape)
    {
        if (!_tensors.Remove(name, out var tensor))
        {
            throw new RecognitionException($"The weights lack the tensor {name} [{string.Join(", ", shape.ToArray())}]; they belong to another network.");
        }

        // An array is compared as one: as a list, it is compared by code that is compiled at each start.
        if (!(tensor.Shape is int[] array ? shape.SequenceEqual(array) : tensor.Shape.SequenceEqual(shape.ToArray())))
        {
            throw new RecognitionException(
                $"The tensor {name} has shape [{string.Join(", ", tensor.Shape)}], but the network expects " +
                $"[{string.Join(", ", shape.ToArray())}]; the weights belong to another network.");
        }

        return tensor.Values.Length == NamedTensor.ValueCount(shape)
            ? tensor.Values
            : throw new RecognitionException($"The tensor {name} has {tensor.Values.Length} values, but its shape [{string.Join(", ", tensor.Shape)}] says otherwise.");
    }

    /// <summary>Complains about tensors nobody took.</summary>
    /// <exception cref="RecognitionException">There are any.</exception>
    public void ThrowIfAnyLeft()
    {
        if (_tensors.Count > 0)
        {
            throw new RecognitionException(
                $"The weights have a tensor {_tensors.Keys.First()} that the network lacks; they belong to another network.");
        }
    }
}
