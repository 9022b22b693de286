namespace HandwritingLstm.Network.Kernels;

/// <summary>Two rows of a transformed tile that are computed together.</summary>
/// <param name="first">The first of the two.</param>
/// <param name="second">The other.</param>
internal sealed class WideWinogradPair(int first, int second)
{
    /// <summary>Sum and difference of the same two sums of pixels: the points 1 and −1. This pair sets the outputs, so it comes first.</summary>
    public static WideWinogradPair Ones { get; } = new(1, 2);

    /// <summary>The same at the points 2 and −2.</summary>
    public static WideWinogradPair Twos { get; } = new(3, 4);

    /// <summary>The points 0 and infinity.</summary>
    public static WideWinogradPair Ends { get; } = new(0, 5);

    /// <summary>All pairs, in their order.</summary>
    public static WideWinogradPair[] All { get; } = [Ones, Twos, Ends];

    /// <summary>The number, in the whole tile, of an element of the pair.</summary>
    /// <param name="element">0 to 5: elements of the first row; 6 to 11: of the second.</param>
    public int Element(int element) => element < WideWinogradBlock.Size
        ? (first * WideWinogradBlock.Size) + element
        : (second * WideWinogradBlock.Size) + element - WideWinogradBlock.Size;
}
