using System.Runtime.InteropServices;
using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>A convolution without bias or activation, which <see cref="NormalizationPooling"/> adds.</summary>
/// <remarks>3×3 kernels of stride 1 run by Winograd, others row by row; inputs of few channels are gathered first.</remarks>
internal sealed unsafe class Convolution : Layer
{
    private readonly ConvolutionSpec _spec;
    private readonly FeatureMaps _input;
    private readonly bool _inputNeedsGradient;
    private readonly Parameter _weights;
    private readonly WeightPanels _panels;
    private readonly WeightPanels _flippedPanels;
    private readonly bool _isWinograd;
    private readonly bool _isGathered;
    private readonly FloatBuffer _flipped = new(); // weights of the data gradient
    private readonly FloatBuffer _forwardTransform = new();
    private readonly FloatBuffer _backwardTransform = new();
    private readonly FloatBuffer[] _transformGradients;
    private readonly FloatBuffer[] _scratch;

    /// <summary>Builds the layer behind its input.</summary>
    /// <param name="index">Index of the layer in the description.</param>
    /// <param name="spec">The description; the input's border must be half its kernel.</param>
    /// <param name="input">The maps to convolve.</param>
    /// <param name="inputNeedsGradient">False for the image.</param>
    /// <param name="store">Where the weights live.</param>
    /// <param name="threads">Number of threads.</param>
    public Convolution(int index, ConvolutionSpec spec, FeatureMaps input, bool inputNeedsGradient, ParameterStore store, int threads)
    {
        _spec = spec;
        _input = input;
        _inputNeedsGradient = inputNeedsGradient;
        var channels = ChannelLayout.Of(spec.Channels);
        var kernel = spec.KernelHeight * spec.KernelWidth;
        _panels = new WeightPanels(kernel * input.Channels.Stride, channels.Stride);
        _flippedPanels = new WeightPanels(kernel * channels.Stride, input.Channels.Stride);
        _isGathered = input.Channels.Stride < ChannelLayout.Vector;
        _isWinograd = !_isGathered && spec is { KernelHeight: 3, KernelWidth: 3, StrideY: 1, StrideX: 1 };
        var height = ((input.Height + (2 * (spec.KernelHeight / 2)) - spec.KernelHeight) / spec.StrideY) + 1;
        Output = new FeatureMaps(height, channels, spec.KernelHeight / 2, spec.KernelWidth / 2) { GradientsInPlace = true };
        int[] shape = [spec.Channels, input.Channels.Count, spec.KernelHeight, spec.KernelWidth];
        _weights = store.Add($"{index}.conv.weight", shape, _panels.Length, i => PackedIndex(i, kernel), linewise: true);
        _transformGradients = [.. Enumerable.Range(0, threads).Select(_ => new FloatBuffer())];
        _scratch = [.. Enumerable.Range(0, threads).Select(_ => new FloatBuffer())];
    }

    /// <summary>The convolved maps.</summary>
    public FeatureMaps Output { get; }

    private int InputStride => _input.Channels.Stride;

    private int OutputStride => Output.Channels.Stride;

    /// <summary>Width of the output for an input of some width.</summary>
    public static int OutputWidth(int width, ConvolutionSpec spec) =>
        ((width + (2 * (spec.KernelWidth / 2)) - spec.KernelWidth) / spec.StrideX) + 1;

    /// <inheritdoc/>
    public override void Initialize(Random random)
    {
        // He et al., "Delving deep into rectifiers", ICCV 2015, section 2.2, as a uniform distribution.
        var bound = Math.Sqrt(6.0 / (_spec.KernelHeight * _spec.KernelWidth * _input.Channels.Count));
        _weights.Randomize(random, bound);
    }

    /// <inheritdoc/>
    public override void Prepare(LineBatch batch, bool training)
    {
        Output.Shape([.. _input.Widths.Select(width => OutputWidth(width, _spec))], withGradients: training);
        var scratch = _isWinograd
            ? WinogradBlock.ScratchLength(Math.Max(InputStride, OutputStride), Math.Max(InputStride, OutputStride))
            : Output.Widths[0] * _panels.Depth;
        foreach (var buffer in _scratch)
        {
            buffer.EnsureLength(scratch);
        }
    }

    /// <inheritdoc/>
    public override void AddRefresh(Plan plan, bool training)
    {
        var threads = _scratch.Length;
        if (_isWinograd)
        {
            var length = WinogradBlock.Elements * InputStride * OutputStride;
            _forwardTransform.EnsureLength(length);
            plan.Together(thread => WinogradWeights.Transform(
                _weights.Values, _forwardTransform.Pointer, InputStride, OutputStride, Share.Of(InputStride, thread, threads)));
            if (training)
            {
                _backwardTransform.EnsureLength(length);
                plan.Together(thread => WinogradWeights.Flip(
                    _forwardTransform.Pointer, _backwardTransform.Pointer, InputStride, OutputStride,
                    Share.Of(WinogradBlock.Elements, thread, threads)));
            }
        }
        else if (training && _inputNeedsGradient)
        {
            plan.Once(Flip);
        }
    }

    /// <inheritdoc/>
    public override void AddForward(Plan plan, bool training) => plan.PerLine(
        _isWinograd ? Lanes.Widest(ForwardWinograd<Lanes512>, ForwardWinograd<Lanes256>, ForwardWinograd<Lanes128>) : Forward);

    /// <inheritdoc/>
    public override void AddBackward(Plan plan)
    {
        if (_isWinograd)
        {
            foreach (var buffer in _transformGradients)
            {
                buffer.EnsureLength(WinogradBlock.Elements * InputStride * OutputStride);
            }
        }

        plan.PerLine(
            _isWinograd ? Lanes.Widest(BackwardWinograd<Lanes512>, BackwardWinograd<Lanes256>, BackwardWinograd<Lanes128>) : Backward);
    }

    /// <summary>Brings what the lines have added to the weights' gradient into its final form.</summary>
    public void FinishGradient(int thread)
    {
        if (_isWinograd)
        {
            WinogradWeights.AddGradient(_transformGradients[thread].Pointer, _weights.Gradient(thread), InputStride, OutputStride);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Output.Dispose();
        _flipped.Dispose();
        _forwardTransform.Dispose();
        _backwardTransform.Dispose();
        Array.ForEach(_transformGradients, buffer => buffer.Dispose());
        Array.ForEach(_scratch, buffer => buffer.Dispose());
    }

    private int PackedIndex(int i, int kernel)
    {
        var (channel, position) = Math.DivRem(i, kernel);
        var (to, from) = Math.DivRem(channel, _input.Channels.Count);
        return _panels.Index((position * InputStride) + _input.Channels.Offset(from), to);
    }

    private void ForwardWinograd<T>(int thread, int line)
        where T : struct, ILanes<T> =>
        Winograd<T>.Convolve(
            _input.Corner(line), _input.Pitch(line), InputStride, _forwardTransform.Pointer,
            Output.Row(line, 0), Output.Pitch(line), OutputStride, Output.Height, Output.Widths[line], _scratch[thread].Pointer);

    private void Forward(int thread, int line)
    {
        for (var y = 0; y < Output.Height; y++)
        {
            if (_isGathered)
            {
                Gather(line, y, _scratch[thread].Pointer);
                Product.Multiply(
                    Output.Widths[line], OutputStride, _panels.Depth, _scratch[thread].Pointer, _panels.Depth,
                    _weights.Values, _panels.Pitch, 0, Output.Row(line, y), OutputStride, false);
                continue;
            }

            ConvolveRow(_input.Corner(line), _input.Pitch(line), InputStride, y, _weights.Values, _panels, Output.Row(line, y), Output.Widths[line]);
        }
    }

    private void ConvolveRow(float* corner, nint pitch, int stride, int y, float* weights, WeightPanels panels, float* to, int width)
    {
        var depth = _spec.KernelWidth * stride;
        for (var ky = 0; ky < _spec.KernelHeight; ky++)
        {
            Product.Multiply(
                width, panels.Columns, depth, corner + (((y * _spec.StrideY) + ky) * pitch), _spec.StrideX * stride,
                weights, panels.Pitch, ky * depth, to, panels.Columns, ky > 0);
        }
    }

    private void Gather(int line, int y, float* windows) => WindowCopy.Gather(
        _input.Corner(line) + (y * _spec.StrideY * _input.Pitch(line)), _input.Pitch(line), _spec.StrideX * InputStride,
        _spec.KernelHeight, _spec.KernelWidth * InputStride, Output.Widths[line], windows);

    private void Backward(int thread, int line)
    {
        Output.ClearGradientBorder(line);
        AddWeightGradient(thread, line);
        if (!_inputNeedsGradient)
        {
            return;
        }

        if (_spec is { StrideX: 1, StrideY: 1 })
        {
            for (var y = 0; y < _input.Height; y++)
            {
                ConvolveRow(
                    Output.GradientCorner(line), Output.Pitch(line), OutputStride, y, _flipped.Pointer, _flippedPanels,
                    _input.GradientRow(line, y), _input.Widths[line]);
            }
        }
        else
        {
            ScatterDataGradient(thread, line);
        }
    }

    private void BackwardWinograd<T>(int thread, int line)
        where T : struct, ILanes<T>
    {
        Output.ClearGradientBorder(line);
        var scratch = _scratch[thread].Pointer;
        var (height, width) = (Output.Height, Output.Widths[line]);
        Winograd<T>.AddWeightGradient(
            _input.Corner(line), _input.Pitch(line), InputStride, Output.GradientRow(line, 0), Output.Pitch(line), OutputStride,
            height, width, _transformGradients[thread].Pointer, scratch);
        if (_inputNeedsGradient)
        {
            Winograd<T>.Convolve(
                Output.GradientCorner(line), Output.Pitch(line), OutputStride, _backwardTransform.Pointer,
                _input.GradientRow(line, 0), _input.Pitch(line), InputStride, height, width, scratch);
        }
    }

    private void AddWeightGradient(int thread, int line)
    {
        var depth = _spec.KernelWidth * InputStride;
        var gradient = _weights.Gradient(thread);
        for (var y = 0; y < Output.Height; y++)
        {
            if (_isGathered)
            {
                Gather(line, y, _scratch[thread].Pointer);
                Product.AddTransposed(
                    _panels.Depth, OutputStride, Output.Widths[line], _scratch[thread].Pointer, _panels.Depth,
                    Output.GradientRow(line, y), OutputStride, gradient, _panels.Pitch, 0);
                continue;
            }

            for (var ky = 0; ky < _spec.KernelHeight; ky++)
            {
                var from = _input.Corner(line) + (((y * _spec.StrideY) + ky) * _input.Pitch(line));
                Product.AddTransposed(
                    depth, OutputStride, Output.Widths[line], from, _spec.StrideX * InputStride,
                    Output.GradientRow(line, y), OutputStride, gradient, _panels.Pitch, ky * depth);
            }
        }
    }

    // With strides, an input pixel hears from output pixels that lie apart: each output pixel gives to its window.
    private void ScatterDataGradient(int thread, int line)
    {
        var transposed = new WeightPanels(OutputStride, _panels.Depth);
        var window = _scratch[thread].Pointer;
        var corner = _input.GradientCorner(line);
        var pitch = _input.Pitch(line);
        NativeMemory.Clear(corner, (nuint)((_input.Height + (2 * _input.BorderY)) * pitch * sizeof(float)));
        for (var y = 0; y < Output.Height; y++)
        {
            Product.Multiply(
                Output.Widths[line], _panels.Depth, OutputStride, Output.GradientRow(line, y), OutputStride,
                _flipped.Pointer, transposed.Pitch, 0, window, _panels.Depth, false);
            WindowCopy.AddBack(
                corner + (y * _spec.StrideY * pitch), pitch, _spec.StrideX * InputStride,
                _spec.KernelHeight, _spec.KernelWidth * InputStride, Output.Widths[line], window);
        }
    }

    private void Flip()
    {
        if (_spec is not { StrideX: 1, StrideY: 1 })
        {
            _flipped.EnsureLength(_panels.Length);
            _panels.Transpose(_weights.Values, _flipped.Pointer);
            return;
        }

        _flipped.EnsureLength(_flippedPanels.Length);
        var kernel = _spec.KernelHeight * _spec.KernelWidth;
        for (var position = 0; position < kernel; position++)
        {
            for (var co = 0; co < OutputStride; co++)
            {
                for (var ci = 0; ci < InputStride; ci++)
                {
                    _flipped.Pointer[_flippedPanels.Index(((kernel - 1 - position) * OutputStride) + co, ci)] =
                        _weights.Values[_panels.Index((position * InputStride) + ci, co)];
                }
            }
        }
    }
}
