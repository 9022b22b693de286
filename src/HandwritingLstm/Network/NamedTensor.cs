namespace HandwritingLstm.Network;

/// <summary>A tensor as it is stored in a model file: its name, its shape, and its values row by row.</summary>
/// <param name="Name">The name, such as <c>12.lstm.weight_ih</c>: layer index, layer kind, tensor.</param>
/// <param name="Shape">The shape, in torch's order of dimensions.</param>
/// <param name="Values">The values; their number is the product of the shape.</param>
public sealed record NamedTensor(string Name, IReadOnlyList<int> Shape, float[] Values)
{
    /// <summary>Number of values of a shape; null if it does not fit an array or a size is not positive.</summary>
    internal static int? ValueCount(ReadOnlySpan<int> shape)
    {
        var count = 1L;
        foreach (var size in shape)
        {
            if (size <= 0 || (count *= size) > Array.MaxLength)
            {
                return null;
            }
        }

        return (int)count;
    }
}
