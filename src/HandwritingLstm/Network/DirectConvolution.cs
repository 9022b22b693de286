using System.Runtime.InteropServices;
using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>A convolution of any kernel and stride, row by row: products over overlapping rows of pixels, without copies.</summary>
internal sealed unsafe class DirectConvolution : Convolution
{
    private readonly bool _inputNeedsGradient;
    private readonly WeightPanels _flippedPanels;
    private readonly FloatBuffer _flipped = new(); // weights of the data gradient

    /// <inheritdoc cref="Convolution.Create"/>
    public DirectConvolution(
        int index, ConvolutionSpec spec, FeatureMaps input, bool inputNeedsGradient, ParameterStore store, ThreadScratch scratch)
        : base(index, spec, input, store, scratch)
    {
        _inputNeedsGradient = inputNeedsGradient;
        _flippedPanels = new WeightPanels(PositionCount * OutputStride, InputStride);
    }

    private bool IsDense => Spec is { StrideX: 1, StrideY: 1 };

    /// <inheritdoc/>
    public override void AddRefresh(Plan plan, bool training)
    {
        if (training && _inputNeedsGradient)
        {
            plan.Once(IsDense ? Flip : Transpose);
        }
    }

    /// <inheritdoc/>
    public override void AddForward(Plan plan, bool training) => plan.PerLine((_, line) =>
    {
        for (var y = 0; y < Output.Height; y++)
        {
            ConvolveRow(Input.Corner(line), Input.Pitch(line), InputStride, y, Weights.Values, Panels, Output.Row(line, y), Output.Widths[line]);
        }
    });

    /// <inheritdoc/>
    public override void AddBackward(Plan plan) => plan.PerLine((thread, line) =>
    {
        Output.ClearGradientBorder(line);
        AddWeightGradient(thread, line);
        if (!_inputNeedsGradient)
        {
            return;
        }

        if (!IsDense)
        {
            ScatterDataGradient(thread, line);
            return;
        }

        for (var y = 0; y < Input.Height; y++)
        {
            ConvolveRow(
                Output.GradientCorner(line), Output.Pitch(line), OutputStride, y, _flipped.Pointer, _flippedPanels,
                Input.GradientRow(line, y), Input.Widths[line]);
        }
    });

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _flipped.Dispose();
    }

    /// <inheritdoc/>
    protected override long ScratchLength(bool training) => IsDense || !training ? 0 : (long)Output.Widths.Max() * Panels.Depth;

    private void ConvolveRow(float* corner, nint pitch, int stride, int y, float* weights, WeightPanels panels, float* to, int width)
    {
        var depth = Spec.KernelWidth * stride;
        for (var ky = 0; ky < Spec.KernelHeight; ky++)
        {
            Product.Multiply(
                width, panels.Columns, depth, corner + (((y * Spec.StrideY) + ky) * pitch), Spec.StrideX * stride,
                weights, panels.Pitch, ky * depth, to, panels.Columns, ky > 0);
        }
    }

    private void AddWeightGradient(int thread, int line)
    {
        var depth = Spec.KernelWidth * InputStride;
        for (var y = 0; y < Output.Height; y++)
        {
            for (var ky = 0; ky < Spec.KernelHeight; ky++)
            {
                var from = Input.Corner(line) + (((y * Spec.StrideY) + ky) * Input.Pitch(line));
                Product.AddTransposed(
                    depth, OutputStride, Output.Widths[line], from, Spec.StrideX * InputStride,
                    Output.GradientRow(line, y), OutputStride, Weights.Gradient(thread), Panels.Pitch, ky * depth);
            }
        }
    }

    // With strides, an input pixel hears from output pixels that lie apart: each output pixel gives to its window.
    private void ScatterDataGradient(int thread, int line)
    {
        var transposed = new WeightPanels(OutputStride, Panels.Depth);
        var window = Scratch(thread);
        var corner = Input.GradientCorner(line);
        var pitch = Input.Pitch(line);
        NativeMemory.Clear(corner, (nuint)((Input.Height + (2 * Input.BorderY)) * pitch * sizeof(float)));
        for (var y = 0; y < Output.Height; y++)
        {
            Product.Multiply(
                Output.Widths[line], Panels.Depth, OutputStride, Output.GradientRow(line, y), OutputStride,
                _flipped.Pointer, transposed.Pitch, 0, window, Panels.Depth, false);
            WindowCopy.AddBack(
                corner + (y * Spec.StrideY * pitch), pitch, Spec.StrideX * InputStride,
                Spec.KernelHeight, Spec.KernelWidth * InputStride, Output.Widths[line], window);
        }
    }

    private void Transpose()
    {
        _flipped.EnsureLength(Panels.Length);
        Panels.Transpose(Weights.Values, _flipped.Pointer);
    }

    private void Flip()
    {
        _flipped.EnsureLength(_flippedPanels.Length);
        for (var position = 0; position < PositionCount; position++)
        {
            for (var co = 0; co < OutputStride; co++)
            {
                for (var ci = 0; ci < InputStride; ci++)
                {
                    _flipped.Pointer[_flippedPanels.Index(((PositionCount - 1 - position) * OutputStride) + co, ci)] =
                        Weights.Values[Panels.Index((position * InputStride) + ci, co)];
                }
            }
        }
    }
}
