using System.Runtime.InteropServices;

namespace HandwritingLstm.Network.Kernels;

/// <summary>3×3 convolutions by Winograd's F(4×4, 3×3): 36 multiplications for 16 outputs instead of 144. For recognition alone.</summary>
/// <remarks>
/// Lavin and Gray, "Fast algorithms for convolutional neural networks", CVPR 2016, section 4.3. Its rounding errors are some ten times those of
/// <see cref="Winograd{T}"/>, which the scores of a network do not feel and its gradients might. The 36 elements of all
/// tiles are 36 matrix products over the channels, computed by pairs of rows that share half of their sums.
/// </remarks>
internal static unsafe class WideWinograd<T>
    where T : struct, ILanes<T>
{
    private const int Size = WideWinogradBlock.Size;
    private const int Outputs = WideWinogradBlock.Outputs;

    /// <summary>y = x convolved with the transformed weights u.</summary>
    /// <param name="x">Top left corner of the input's border (one pixel wide).</param>
    /// <param name="xPitch">Floats from row to row of the input.</param>
    /// <param name="inputStride">Floats per input pixel, a multiple of 16.</param>
    /// <param name="u">Transformed weights: 36 × panels [inputStride, outputStride].</param>
    /// <param name="y">The output's first pixel (inside its border).</param>
    /// <param name="yPitch">Floats from row to row of the output.</param>
    /// <param name="outputStride">Floats per output pixel, a multiple of 16.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="scratch">At least <see cref="WideWinogradBlock.ScratchLength"/> floats.</param>
    public static void Convolve(
        float* x, nint xPitch, int inputStride, float* u, float* y, nint yPitch, int outputStride, int height, int width, float* scratch)
    {
        var panels = new WeightPanels(inputStride, outputStride);
        var tilesPerBlock = WideWinogradBlock.Tiles(inputStride, outputStride);
        var (inputElement, outputElement) = (tilesPerBlock * inputStride, tilesPerBlock * outputStride);
        var m = scratch + (WideWinogradBlock.PairElements * inputElement);
        var edge = m + (WideWinogradBlock.PairElements * outputElement);
        var across = (width + Outputs - 1) / Outputs;
        var tiles = (height + Outputs - 1) / Outputs * across;
        for (var first = 0; first < tiles; first += tilesPerBlock)
        {
            var count = Math.Min(tilesPerBlock, tiles - first);
            foreach (var pair in WideWinogradPair.All)
            {
                for (var i = 0; i < count; i++)
                {
                    var (down, right) = Math.DivRem(first + i, across);
                    var (top, left) = (Outputs * down, Outputs * right);
                    var pixels = x + (top * xPitch) + (left * inputStride);
                    var (rows, columns) = (height + 2 - top, width + 2 - left);
                    var v = scratch + (i * inputStride);
                    if (rows >= Size && columns >= Size)
                    {
                        WideWinogradTile<T>.Input(pair, pixels, xPitch, inputStride, v, inputElement);
                    }
                    else
                    {
                        CopyEdge(pixels, xPitch, inputStride, Math.Min(rows, Size), Math.Min(columns, Size), edge);
                        WideWinogradTile<T>.Input(pair, edge, Size * inputStride, inputStride, v, inputElement);
                    }
                }

                for (var e = 0; e < WideWinogradBlock.PairElements; e++)
                {
                    Product.Multiply(
                        count, outputStride, inputStride, scratch + (e * inputElement), inputStride,
                        u + ((nint)pair.Element(e) * panels.Length), panels.Pitch, 0, m + (e * outputElement), outputStride, false);
                }

                for (var i = 0; i < count; i++)
                {
                    var (down, right) = Math.DivRem(first + i, across);
                    var (top, left) = (Outputs * down, Outputs * right);
                    WideWinogradTile<T>.AddOutput(
                        pair, m + (i * outputStride), outputElement, outputStride, y + (top * yPitch) + (left * outputStride), yPitch,
                        Math.Min(Outputs, height - top), Math.Min(Outputs, width - left));
                }
            }
        }
    }

    /// <summary>The pixels of a tile that reaches over the maps' right or bottom border; what lies beyond is 0.</summary>
    private static void CopyEdge(float* pixels, nint pitch, int stride, int rows, int columns, float* edge)
    {
        NativeMemory.Clear(edge, (nuint)(WideWinogradBlock.Elements * stride * sizeof(float)));
        for (var row = 0; row < rows; row++)
        {
            var bytes = (long)columns * stride * sizeof(float);
            Buffer.MemoryCopy(pixels + (row * pitch), edge + (row * Size * stride), bytes, bytes);
        }
    }
}
