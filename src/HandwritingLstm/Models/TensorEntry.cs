namespace HandwritingLstm.Models;

/// <summary>What the header of a safetensors file says of one tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Precision">How its values are stored.</param>
/// <param name="Shape">Its shape; the product is its number of values, 1 for an empty shape.</param>
/// <param name="Begin">Index of its first byte in the data section.</param>
/// <param name="End">Index after its last byte in the data section.</param>
internal sealed record TensorEntry(string Name, TensorPrecision Precision, int[] Shape, long Begin, long End);
