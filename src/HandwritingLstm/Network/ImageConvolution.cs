using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>The convolution of the image itself, whose pixels have one channel: no vector.</summary>
/// <remarks>
/// The rows under a row of outputs are interleaved into a strip, in which every window is one piece: the convolution is
/// then one product over overlapping rows. Nobody asks for the image's gradient.
/// </remarks>
internal sealed unsafe class ImageConvolution(int index, ConvolutionSpec spec, FeatureMaps input, ParameterStore store, ThreadScratch scratch)
    : Convolution(index, spec, input, store, scratch)
{
    // Floats from one window of the strip to the next.
    private int Step => Spec.StrideX * Spec.KernelHeight * InputStride;

    /// <inheritdoc/>
    public override void AddForward(Plan plan, bool training) => plan.PerLine((thread, line) =>
    {
        for (var y = 0; y < Output.Height; y++)
        {
            Product.Multiply(
                Output.Widths[line], OutputStride, Panels.Depth, Strip(thread, line, y), Step,
                Weights.Values, Panels.Pitch, 0, Output.Row(line, y), OutputStride, false);
        }
    });

    /// <inheritdoc/>
    public override void AddBackward(Plan plan) => plan.PerLine((thread, line) =>
    {
        for (var y = 0; y < Output.Height; y++)
        {
            Product.AddTransposed(
                Panels.Depth, OutputStride, Output.Widths[line], Strip(thread, line, y), Step,
                Output.GradientRow(line, y), OutputStride, Weights.Gradient(thread), Panels.Pitch, 0);
        }
    });

    /// <inheritdoc/>
    protected override long ScratchLength(bool training) => Enumerable.Range(0, Output.Widths.Length).Max(StripColumns) * (long)Spec.KernelHeight * InputStride;

    /// <inheritdoc/>
    /// <remarks>In the strip, a window lies column by column.</remarks>
    protected override int PackedPosition(int position)
    {
        var (y, x) = Math.DivRem(position, Spec.KernelWidth);
        return (x * Spec.KernelHeight) + y;
    }

    private int StripColumns(int line) => ((Output.Widths[line] - 1) * Spec.StrideX) + Spec.KernelWidth;

    private float* Strip(int thread, int line, int y)
    {
        var strip = Scratch(thread);
        WindowCopy.Interleave(
            Input.Corner(line) + (y * Spec.StrideY * Input.Pitch(line)), Input.Pitch(line), InputStride,
            Spec.KernelHeight, StripColumns(line), strip);
        return strip;
    }
}
