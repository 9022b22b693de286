using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>A 3×3 convolution of stride 1 by Winograd's algorithm: forward, data gradient and weight gradient.</summary>
/// <remarks>Recognition uses wider tiles than training, whose gradients want exactness.</remarks>
internal sealed unsafe class WinogradConvolution : Convolution
{
    private readonly bool _inputNeedsGradient;
    private readonly int _threads;
    private readonly FloatBuffer _wide = new();     // the weights, transformed for recognition
    private readonly FloatBuffer _forward = new();  // … for training
    private readonly FloatBuffer _backward = new(); // the same for the data gradient
    private readonly FloatBuffer[] _gradients;      // of the transformed weights, one per thread

    /// <inheritdoc cref="Convolution.Create"/>
    public WinogradConvolution(
        int index, ConvolutionSpec spec, FeatureMaps input, bool inputNeedsGradient, ParameterStore store, ThreadScratch scratch)
        : base(index, spec, input, store, scratch)
    {
        _inputNeedsGradient = inputNeedsGradient;
        _threads = scratch.Count;
        _gradients = FloatBuffer.Several(_threads);
    }

    private int TransformLength => WinogradBlock.Elements * InputStride * OutputStride;

    /// <inheritdoc/>
    public override void AddRefresh(Plan plan, bool training)
    {
        if (!training)
        {
            _wide.EnsureLength(WideWinogradBlock.Elements * InputStride * OutputStride);
            plan.Together(Lanes.Widest<Action<int>>(Widen<Lanes512>, Widen<Lanes256>, Widen<Lanes128>));
            return;
        }

        _forward.EnsureLength(TransformLength);
        plan.Together(thread => WinogradWeights.Transform(
            Weights.Values, _forward.Pointer, InputStride, OutputStride, Share.Of(InputStride, thread, _threads)));
        _backward.EnsureLength(TransformLength);
        plan.Together(thread => WinogradWeights.Flip(
            _forward.Pointer, _backward.Pointer, InputStride, OutputStride, Share.Of(WinogradBlock.Elements, thread, _threads)));
    }

    /// <inheritdoc/>
    public override void AddForward(Plan plan, bool training) => plan.PerLine(training
        ? Lanes.Widest(Forward<Lanes512>, Forward<Lanes256>, Forward<Lanes128>)
        : Lanes.Widest(Recognize<Lanes512>, Recognize<Lanes256>, Recognize<Lanes128>));

    /// <inheritdoc/>
    public override void AddBackward(Plan plan)
    {
        foreach (var buffer in _gradients)
        {
            buffer.EnsureLength(TransformLength);
        }

        plan.PerLine(Lanes.Widest(Backward<Lanes512>, Backward<Lanes256>, Backward<Lanes128>));
    }

    /// <inheritdoc/>
    public override void FinishGradient(int thread) =>
        WinogradWeights.AddGradient(_gradients[thread].Pointer, Weights.Gradient(thread), InputStride, OutputStride);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _wide.Dispose();
        _forward.Dispose();
        _backward.Dispose();
        Array.ForEach(_gradients, buffer => buffer.Dispose());
    }

    /// <inheritdoc/>
    protected override long ScratchLength(bool training) => training
        ? WinogradBlock.ScratchLength(InputStride, OutputStride)
        : WideWinogradBlock.ScratchLength(InputStride, OutputStride);

    private void Widen<T>(int thread)
        where T : struct, ILanes<T> =>
        WideWinogradWeights<T>.Transform(
            Weights.Values, _wide.Pointer, InputStride, OutputStride, Share.Of(InputStride, thread, _threads));

    private void Recognize<T>(int thread, int line)
        where T : struct, ILanes<T> =>
        WideWinograd<T>.Convolve(
            Input.Corner(line), Input.Pitch(line), InputStride, _wide.Pointer,
            Output.Row(line, 0), Output.Pitch(line), OutputStride, Output.Height, Output.Widths[line], Scratch(thread));

    private void Forward<T>(int thread, int line)
        where T : struct, ILanes<T> =>
        Winograd<T>.Convolve(
            Input.Corner(line), Input.Pitch(line), InputStride, _forward.Pointer,
            Output.Row(line, 0), Output.Pitch(line), OutputStride, Output.Height, Output.Widths[line], Scratch(thread));

    private void Backward<T>(int thread, int line)
        where T : struct, ILanes<T>
    {
        Output.ClearGradientBorder(line);
        var (height, width) = (Output.Height, Output.Widths[line]);
        Winograd<T>.AddWeightGradient(
            Input.Corner(line), Input.Pitch(line), InputStride, Output.GradientRow(line, 0), Output.Pitch(line), OutputStride,
            height, width, _gradients[thread].Pointer, Scratch(thread));
        if (_inputNeedsGradient)
        {
            Winograd<T>.Convolve(
                Output.GradientCorner(line), Output.Pitch(line), OutputStride, _backward.Pointer,
                Input.GradientRow(line, 0), Input.Pitch(line), InputStride, height, width, Scratch(thread));
        }
    }
}
