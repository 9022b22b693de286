using System.Numerics.Tensors;
using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>Multidimensional LSTM over feature maps, from one corner, two opposite ones, or all four.</summary>
/// <remarks>
/// Graves and Schmidhuber, NIPS 2008, section 2.1; see <see cref="MultidimensionalSpec"/>. The directions from the right edge
/// see the lines mirrored, so that every walk goes over the same diagonals, up or down. Directions walk on threads of their
/// own; with more threads, each walks with a part of the lines.
/// </remarks>
internal sealed unsafe class MultidimensionalLstm : Layer, ITracedLayer
{
    // In which direction a walk goes; the first of them, as many as there are directions.
    private static readonly (string Name, bool Mirrored, bool Reverse)[] _scans =
        [("right_down", false, false), ("left_up", false, true), ("left_down", true, false), ("right_up", true, true)];

    private readonly FeatureMaps _input;
    private readonly MultidimensionalSpec _spec;
    private readonly bool _inputNeedsGradient;
    private readonly int _threads;
    private readonly Diagonals _diagonals = new();
    private readonly ChannelLayout _channels; // of the input
    private readonly FloatBuffer[] _inputs; // [pixels, input stride]: as they are, and mirrored
    private readonly MultidimensionalWalk[] _walks;
    private readonly MultidimensionalKernel _kernel;

    /// <summary>Builds the layer behind its input, whose channels are one group.</summary>
    /// <param name="index">Index of the layer in the description.</param>
    /// <param name="spec">The description.</param>
    /// <param name="input">The maps.</param>
    /// <param name="inputNeedsGradient">False for the image.</param>
    /// <param name="store">Where the weights live.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="borderY">Border rows that the next layer needs.</param>
    /// <param name="borderX">Border columns that the next layer needs.</param>
    public MultidimensionalLstm(
        int index, MultidimensionalSpec spec, FeatureMaps input, bool inputNeedsGradient, ParameterStore store, int threads, int borderY, int borderX)
    {
        Index = index;
        _input = input;
        _spec = spec;
        _inputNeedsGradient = inputNeedsGradient;
        _threads = threads;
        _channels = ChannelLayout.Of(input.Channels.Count);
        _inputs = [.. Enumerable.Range(0, spec.DirectionCount == 4 ? 2 : 1).Select(_ => new FloatBuffer())];
        _walks = [.. _scans.Take(spec.DirectionCount).Select(scan => new MultidimensionalWalk(
            $"{index}.mdlstm.{scan.Name}", spec, scan.Reverse, _diagonals, _channels, _inputs[scan.Mirrored ? 1 : 0], store))];
        Output = new FeatureMaps(input.Height, ChannelLayout.Of(spec.ShapeAfter(default).Channels), borderY, borderX);
        _kernel = MultidimensionalKernel.Of(spec);
    }

    /// <inheritdoc/>
    public int Index { get; }

    /// <summary>The outputs: of all directions one after the other, or their sum.</summary>
    public FeatureMaps Output { get; }

    /// <inheritdoc/>
    public override void Initialize(Random random) => Array.ForEach(_walks, walk => walk.Initialize(random));

    /// <inheritdoc/>
    public override void Prepare(LineBatch batch, bool training)
    {
        _diagonals.Shape(_input.Height, _input.Widths);
        Array.ForEach(_inputs, input => input.EnsureLength((long)_diagonals.PixelCount * _channels.Stride));
        Array.ForEach(_walks, walk => walk.Prepare(training, _inputNeedsGradient));
        Output.Shape(_input.Widths, batch, training);
    }

    /// <inheritdoc/>
    public override void AddRefresh(Plan plan, bool training)
    {
        if (training)
        {
            plan.Together(thread =>
            {
                for (var i = thread; i < _walks.Length; i += _threads)
                {
                    _walks[i].Transpose();
                }
            });
        }
    }

    /// <inheritdoc/>
    public override void AddForward(Plan plan, bool training)
    {
        plan.PerLine((_, line) => TakeInput(line));
        plan.Together(thread => ForShares(thread, _kernel.Walk));
        plan.PerLine((_, line) => GiveOutput(line));
    }

    /// <inheritdoc/>
    public override void AddBackward(Plan plan)
    {
        plan.PerLine((_, line) => TakeGradient(line));
        plan.Together(thread => ForShares(thread, (walk, lines) => _kernel.WalkBack(walk, lines, thread, _inputNeedsGradient)));
        if (_inputNeedsGradient)
        {
            plan.PerLine((_, line) => GiveGradient(line));
        }
    }

    /// <inheritdoc/>
    public LayerTrace Trace()
    {
        var (height, width) = (_input.Height, _input.Widths[0]);
        var trace = new LayerTrace(
            Index, [.. _spec.Activations, UnitQuantity.State, UnitQuantity.Output], _walks.Length * _spec.Units, height, width);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var i = 0; i < _walks.Length; i++)
                {
                    _walks[i].Trace(IndexOf(i, 0, y, x), trace, _spec.Activations, i * _spec.Units, (y * width) + x);
                }
            }
        }

        return trace;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Output.Dispose();
        Array.ForEach(_inputs, input => input.Dispose());
        Array.ForEach(_walks, walk => walk.Dispose());
    }

    // Walks are shared out as direction × group of lines; a lone thread takes one after the other.
    private void ForShares(int thread, Action<MultidimensionalWalk, Range> walk)
    {
        var groups = Math.Max(1, _threads / _walks.Length);
        for (var task = thread; task < groups * _walks.Length; task += _threads)
        {
            var lines = Share.Of(_diagonals.Widths.Length, task / _walks.Length, groups);
            if (lines.Start.Value < lines.End.Value)
            {
                walk(_walks[task % _walks.Length], lines);
            }
        }
    }

    private int IndexOf(int scan, int line, int y, int x) =>
        _diagonals.Index(line, y, _scans[scan].Mirrored ? _input.Widths[line] - 1 - x : x);

    private void TakeInput(int line)
    {
        // A pixel of the image is one float, any other a whole number of vectors on either side.
        var shared = Math.Min(_input.Channels.Stride, _channels.Stride);
        for (var i = 0; i < _inputs.Length; i++)
        {
            for (var y = 0; y < _input.Height; y++)
            {
                var from = _input.Row(line, y);
                for (var x = 0; x < _input.Widths[line]; x++, from += _input.Channels.Stride)
                {
                    var to = new Span<float>(_inputs[i].Pointer + ((long)IndexOf(2 * i, line, y, x) * _channels.Stride), _channels.Stride);
                    new ReadOnlySpan<float>(from, shared).CopyTo(to);
                    to[shared..].Clear();
                }
            }
        }
    }

    private void GiveOutput(int line)
    {
        Output.ClearBorder(line);
        var (units, stride) = (_spec.Units, Output.Channels.Stride);
        for (var y = 0; y < Output.Height; y++)
        {
            var to = Output.Row(line, y);
            for (var x = 0; x < Output.Widths[line]; x++, to += stride)
            {
                var pixel = new Span<float>(to, stride);
                pixel.Clear();
                for (var i = 0; i < _walks.Length; i++)
                {
                    var output = new ReadOnlySpan<float>(_walks[i].OutputOf(IndexOf(i, line, y, x)), units);
                    var part = pixel.Slice(_spec.Sum ? 0 : i * units, units);
                    TensorPrimitives.Add(part, output, part);
                }
            }
        }
    }

    private void TakeGradient(int line)
    {
        var (units, stride) = (_spec.Units, Output.Channels.Stride);
        for (var y = 0; y < Output.Height; y++)
        {
            var from = Output.GradientRow(line, y);
            for (var x = 0; x < Output.Widths[line]; x++, from += stride)
            {
                for (var i = 0; i < _walks.Length; i++)
                {
                    var gradient = new Span<float>(_walks[i].OutputOf(IndexOf(i, line, y, x)), ChannelLayout.Padded(units));
                    new ReadOnlySpan<float>(from + (_spec.Sum ? 0 : i * units), units).CopyTo(gradient);
                    gradient[units..].Clear();
                }
            }
        }
    }

    private void GiveGradient(int line)
    {
        var stride = _channels.Stride;
        for (var y = 0; y < _input.Height; y++)
        {
            var to = _input.GradientRow(line, y);
            for (var x = 0; x < _input.Widths[line]; x++, to += stride)
            {
                var pixel = new Span<float>(to, stride);
                pixel.Clear();
                for (var i = 0; i < _walks.Length; i++)
                {
                    TensorPrimitives.Add(pixel, new ReadOnlySpan<float>(_walks[i].InputGradientOf(IndexOf(i, line, y, x)), stride), pixel);
                }
            }
        }
    }
}
