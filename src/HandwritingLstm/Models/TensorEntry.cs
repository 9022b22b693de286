namespace HandwritingLstm.Models;

/// <summary>What the header of a safetensors file says of one tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Precision">How its values are stored.</param>
/// <param name="Shape">Its shape; the product is its number of values, 1 for an empty shape.</param>
/// <param name="Begin">Index of its first byte in the data section.</param>
/// <param name="End">Index after its last byte in the data section.</param>
internal sealed record TensorEntry(string Name, TensorPrecision Precision, int[] Shape, long Begin, long End)
{
    /// <summary>Number of values of a shape; null if it does not fit or a size is not positive.</summary>
    public static int? ValueCount(ReadOnlySpan<int> shape)
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
