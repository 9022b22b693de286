namespace HandwritingLstm.Network;

/// <summary>A convolution without bias or activation, which <see cref="NormalizationPooling"/> adds.</summary>
internal abstract class Convolution : Layer
{
    private readonly ThreadScratch _scratch;

    /// <summary>Builds the layer behind its input.</summary>
    /// <param name="index">Index of the layer in the description.</param>
    /// <param name="spec">The description; the input's border must be half its kernel.</param>
    /// <param name="input">The maps to convolve.</param>
    /// <param name="store">Where the weights live.</param>
    /// <param name="scratch">What its threads may write on.</param>
    protected Convolution(int index, ConvolutionSpec spec, FeatureMaps input, ParameterStore store, ThreadScratch scratch)
    {
        Spec = spec;
        Input = input;
        var channels = ChannelLayout.Of(spec.Channels);
        Panels = new WeightPanels(PositionCount * input.Channels.Stride, channels.Stride);
        var height = ((input.Height + (2 * (spec.KernelHeight / 2)) - spec.KernelHeight) / spec.StrideY) + 1;
        Output = new FeatureMaps(height, channels, spec.KernelHeight / 2, spec.KernelWidth / 2) { GradientsInPlace = true };
        int[] shape = [spec.Channels, input.Channels.Count, spec.KernelHeight, spec.KernelWidth];
        var order = PackedOrder.Of(Panels, spec.Channels, channel => channel, input.Channels.Count * PositionCount, PackedRow);
        Weights = store.Add($"{index}.conv.weight", shape, Panels.Length, order, linewise: true);
        _scratch = scratch;
    }

    /// <summary>The convolved maps.</summary>
    public FeatureMaps Output { get; }

    /// <summary>The description.</summary>
    protected ConvolutionSpec Spec { get; }

    /// <summary>The maps to convolve.</summary>
    protected FeatureMaps Input { get; }

    /// <summary>The weights, packed as [position · input stride + input channel, output channel].</summary>
    protected Parameter Weights { get; }

    /// <summary>How the weights are packed.</summary>
    protected WeightPanels Panels { get; }

    /// <summary>Floats of an input pixel.</summary>
    protected int InputStride => Input.Channels.Stride;

    /// <summary>Floats of an output pixel.</summary>
    protected int OutputStride => Output.Channels.Stride;

    /// <summary>Positions of the kernel.</summary>
    protected int PositionCount => Spec.KernelHeight * Spec.KernelWidth;

    /// <summary>The convolution that is fastest for a description.</summary>
    /// <param name="index">Index of the layer in the description.</param>
    /// <param name="spec">The description.</param>
    /// <param name="input">The maps to convolve.</param>
    /// <param name="inputNeedsGradient">False for the image.</param>
    /// <param name="store">Where the weights live.</param>
    /// <param name="scratch">What its threads may write on.</param>
    /// <param name="withWinograd">Whether Winograd's algorithm is used where it can be.</param>
    public static Convolution Create(
        int index, ConvolutionSpec spec, FeatureMaps input, bool inputNeedsGradient, ParameterStore store, ThreadScratch scratch, bool withWinograd)
    {
        if (input.Channels.Stride < ChannelLayout.Vector)
        {
            return new ImageConvolution(index, spec, input, store, scratch);
        }

        return withWinograd && spec is { KernelHeight: 3, KernelWidth: 3, StrideY: 1, StrideX: 1 }
            ? new WinogradConvolution(index, spec, input, inputNeedsGradient, store, scratch)
            : new DirectConvolution(index, spec, input, inputNeedsGradient, store, scratch);
    }

    /// <summary>Width of the output for an input of some width.</summary>
    public static int OutputWidth(int width, ConvolutionSpec spec) =>
        ((width + (2 * (spec.KernelWidth / 2)) - spec.KernelWidth) / spec.StrideX) + 1;

    /// <inheritdoc/>
    public override void Initialize(Random random)
    {
        // He et al., "Delving deep into rectifiers", ICCV 2015, section 2.2, as a uniform distribution.
        var bound = Math.Sqrt(6.0 / (PositionCount * Input.Channels.Count));
        Weights.Randomize(random, bound);
    }

    /// <inheritdoc/>
    public override void Prepare(LineBatch batch, bool training)
    {
        Output.Shape([.. Input.Widths.Select(width => OutputWidth(width, Spec))], batch, training);
        _scratch.Require(ScratchLength(training));
    }

    /// <summary>Brings what the lines have added to the weights' gradient into its final form.</summary>
    public virtual void FinishGradient(int thread)
    {
        // Most convolutions add to it directly.
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Output.Dispose();
    }

    /// <summary>Floats that a thread needs besides.</summary>
    protected abstract long ScratchLength(bool training);

    /// <summary>A thread's scratch.</summary>
    protected unsafe float* Scratch(int thread) => _scratch.Of(thread);

    /// <summary>Which row of the packed weights a kernel position begins at, in units of the input's stride.</summary>
    protected virtual int PackedPosition(int position) => position;

    private int PackedRow(int input)
    {
        var (channel, position) = Math.DivRem(input, PositionCount);
        return (PackedPosition(position) * InputStride) + Input.Channels.Offset(channel);
    }
}
