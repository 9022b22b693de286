namespace HandwritingLstm.Network.Kernels;

/// <summary>Weights of 3×3 convolutions to and from Winograd's domain, in packed form.</summary>
/// <remarks>Lavin and Gray, CVPR 2016, section 4.1: u = G g Gᵀ with G's rows (1 0 0), ½(1 1 1), ½(1 −1 1), (0 0 1).</remarks>
internal static unsafe class WinogradWeights
{
    /// <summary>u = G g Gᵀ: packed weights [9·inputStride, outputStride] to 16 × packed [inputStride, outputStride].</summary>
    /// <param name="weights">The packed weights.</param>
    /// <param name="u">The transformed weights.</param>
    /// <param name="inputStride">Floats per input pixel.</param>
    /// <param name="outputStride">Floats per output pixel.</param>
    /// <param name="inputs">The input channels to transform: threads share them.</param>
    public static void Transform(float* weights, float* u, int inputStride, int outputStride, Range inputs)
    {
        var (source, target) = (new WeightPanels(9 * inputStride, outputStride), new WeightPanels(inputStride, outputStride));
        var (first, count) = inputs.GetOffsetAndLength(inputStride);
        var g = stackalloc float[12];
        for (var ci = first; ci < first + count; ci++)
        {
            for (var co = 0; co < outputStride; co++)
            {
                var from = weights + source.Index(ci, co);
                var tap = (nint)inputStride * source.PanelWidthOf(co / Product.PanelWidth);
                for (var x = 0; x < 3; x++, from += tap)
                {
                    var (top, middle, bottom) = (from[0], from[3 * tap], from[6 * tap]);
                    g[x] = top;
                    g[3 + x] = (top + middle + bottom) * 0.5f;
                    g[6 + x] = (top - middle + bottom) * 0.5f;
                    g[9 + x] = bottom;
                }

                var to = u + target.Index(ci, co);
                for (var row = g; row < g + 12; row += 3, to += 4 * target.Length)
                {
                    to[0] = row[0];
                    to[target.Length] = (row[0] + row[1] + row[2]) * 0.5f;
                    to[2 * target.Length] = (row[0] - row[1] + row[2]) * 0.5f;
                    to[3 * target.Length] = row[2];
                }
            }
        }
    }

    /// <summary>
    /// The transformed weights of the data gradient, whose kernels are flipped and whose channels change roles:
    /// flipping swaps the first and the last row and column of G g Gᵀ.
    /// </summary>
    /// <param name="u">Transformed weights: 16 × packed [inputStride, outputStride].</param>
    /// <param name="flipped">Gets 16 × packed [outputStride, inputStride].</param>
    /// <param name="inputStride">Floats per input pixel.</param>
    /// <param name="outputStride">Floats per output pixel.</param>
    /// <param name="elements">The elements to flip: threads share them.</param>
    public static void Flip(float* u, float* flipped, int inputStride, int outputStride, Range elements)
    {
        var panels = new WeightPanels(inputStride, outputStride);
        var (first, count) = elements.GetOffsetAndLength(WinogradBlock.Elements);
        for (var e = first; e < first + count; e++)
        {
            var (row, column) = (Mirror(e / 4), Mirror(e % 4));
            panels.Transpose(u + ((nint)((4 * row) + column) * panels.Length), flipped + ((nint)e * panels.Length));
        }

        static int Mirror(int i) => i switch { 0 => 3, 3 => 0, _ => i };
    }

    /// <summary>dg += Gᵀ du G: the gradient of the packed weights from that of the transformed ones, which becomes 0.</summary>
    public static void AddGradient(float* du, float* gradient, int inputStride, int outputStride)
    {
        var (source, target) = (new WeightPanels(inputStride, outputStride), new WeightPanels(9 * inputStride, outputStride));
        var g = stackalloc float[12];
        for (var ci = 0; ci < inputStride; ci++)
        {
            for (var co = 0; co < outputStride; co++)
            {
                var from = du + source.Index(ci, co);
                for (var x = 0; x < 4; x++, from += source.Length)
                {
                    var (a, b, c, d) = (from[0], from[4 * source.Length], from[8 * source.Length], from[12 * source.Length]);
                    g[x] = a + ((b + c) * 0.5f);
                    g[4 + x] = (b - c) * 0.5f;
                    g[8 + x] = ((b + c) * 0.5f) + d;
                    from[0] = from[4 * source.Length] = from[8 * source.Length] = from[12 * source.Length] = 0;
                }

                var to = gradient + target.Index(ci, co);
                var tap = (nint)inputStride * target.PanelWidthOf(co / Product.PanelWidth);
                for (var row = g; row < g + 12; row += 4, to += 3 * tap)
                {
                    to[0] += row[0] + ((row[1] + row[2]) * 0.5f);
                    to[tap] += (row[1] - row[2]) * 0.5f;
                    to[2 * tap] += ((row[1] + row[2]) * 0.5f) + row[3];
                }
            }
        }
    }
}
