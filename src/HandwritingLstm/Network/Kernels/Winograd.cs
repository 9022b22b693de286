namespace HandwritingLstm.Network.Kernels;

/// <summary>3×3 convolutions by Winograd's F(2×2, 3×3): 16 multiplications for 4 outputs instead of 36.</summary>
/// <remarks>
/// Lavin and Gray, "Fast algorithms for convolutional neural networks", CVPR 2016, section 4.1: Y = Aᵀ[(G g Gᵀ) ⊙ (Bᵀ d B)]A.
/// The 16 elements of all tiles are 16 matrix products over the channels. They are computed row by row of the transformed
/// tiles: the weights of one row and its elements of a hundred tiles fit a second-level cache, all 16 do not. Tiles that reach over an odd right or bottom
/// edge write into the border, which is cleared before anyone reads it.
/// </remarks>
internal static unsafe class Winograd<T>
    where T : struct, ILanes<T>
{
    private const int Rows = WinogradBlock.Rows;
    private const int TilesPerBlock = WinogradBlock.Tiles;

    /// <summary>y = x convolved with the transformed weights u; also the data gradient, with the flipped weights.</summary>
    /// <param name="x">Top left corner of the input's border (one pixel wide).</param>
    /// <param name="xPitch">Floats from row to row of the input.</param>
    /// <param name="inputStride">Floats per input pixel, a multiple of 16.</param>
    /// <param name="u">Transformed weights: 16 × panels [inputStride, outputStride].</param>
    /// <param name="y">The output's first pixel (inside its border).</param>
    /// <param name="yPitch">Floats from row to row of the output.</param>
    /// <param name="outputStride">Floats per output pixel, a multiple of 16.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="scratch">At least <see cref="WinogradBlock.ScratchLength"/> floats.</param>
    public static void Convolve(
        float* x, nint xPitch, int inputStride, float* u, float* y, nint yPitch, int outputStride, int height, int width, float* scratch)
    {
        var panels = new WeightPanels(inputStride, outputStride);
        var (inputElement, outputElement) = (TilesPerBlock * inputStride, TilesPerBlock * outputStride);
        var m = scratch + (Rows * inputElement);
        var across = (width + 1) / 2;
        var tiles = (height + 1) / 2 * across;
        for (var first = 0; first < tiles; first += TilesPerBlock)
        {
            var count = Math.Min(TilesPerBlock, tiles - first);
            for (var row = 0; row < Rows; row++)
            {
                for (var i = 0; i < count; i++)
                {
                    var (down, right) = Math.DivRem(first + i, across);
                    WinogradTile<T>.Input(
                        row, x + (2 * down * xPitch) + (2 * right * inputStride), xPitch, inputStride, scratch + (i * inputStride), inputElement);
                }

                for (var e = 0; e < Rows; e++)
                {
                    Product.Multiply(
                        count, outputStride, inputStride, scratch + (e * inputElement), inputStride,
                        u + ((nint)((row * Rows) + e) * panels.Length), panels.Pitch, 0, m + (e * outputElement), outputStride, false);
                }

                for (var i = 0; i < count; i++)
                {
                    var (down, right) = Math.DivRem(first + i, across);
                    WinogradTile<T>.AddOutput(
                        row, m + (i * outputStride), outputElement, outputStride, y + (2 * down * yPitch) + (2 * right * outputStride), yPitch);
                }
            }
        }
    }

    /// <summary>Adds the gradient of the transformed weights: du += (Bᵀ x B)ᵀ (A dy Aᵀ), element by element.</summary>
    /// <remarks>The borders of dy must be 0.</remarks>
    public static void AddWeightGradient(
        float* x, nint xPitch, int inputStride, float* dy, nint yPitch, int outputStride, int height, int width, float* du, float* scratch)
    {
        var panels = new WeightPanels(inputStride, outputStride);
        var (inputElement, outputElement) = (TilesPerBlock * inputStride, TilesPerBlock * outputStride);
        var m = scratch + (Rows * inputElement);
        var across = (width + 1) / 2;
        var tiles = (height + 1) / 2 * across;
        for (var row = 0; row < Rows; row++)
        {
            for (var first = 0; first < tiles; first += TilesPerBlock)
            {
                var count = Math.Min(TilesPerBlock, tiles - first);
                for (var i = 0; i < count; i++)
                {
                    var (down, right) = Math.DivRem(first + i, across);
                    WinogradTile<T>.Input(
                        row, x + (2 * down * xPitch) + (2 * right * inputStride), xPitch, inputStride, scratch + (i * inputStride), inputElement);
                    WinogradTile<T>.Gradient(
                        row, dy + (2 * down * yPitch) + (2 * right * outputStride), yPitch, outputStride, m + (i * outputStride), outputElement);
                }

                for (var e = 0; e < Rows; e++)
                {
                    Product.AddTransposed(
                        inputStride, outputStride, count, scratch + (e * inputElement), inputStride,
                        m + (e * outputElement), outputStride, du + ((nint)((row * Rows) + e) * panels.Length), panels.Pitch, 0);
                }
            }
        }
    }
}
