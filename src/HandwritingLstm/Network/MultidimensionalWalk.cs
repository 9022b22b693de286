using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>One direction of a multidimensional LSTM: its walk from corner to corner, a diagonal a step.</summary>
/// <remarks>
/// A step is two products over the diagonal's pixels of all lines of the walk: of the input, and of the outputs of the pixels
/// before, which lie side by side. Backward does everything with a diagonal while it is in cache.
/// </remarks>
internal sealed unsafe class MultidimensionalWalk : IDisposable
{
    private readonly int _units;
    private readonly int _stride; // units, padded
    private readonly bool _reverse;
    private readonly Diagonals _diagonals;
    private readonly FloatBuffer _input;
    private readonly MultidimensionalWeights _weights;
    private readonly FloatBuffer _sums = new(); // [pixels, 5 · stride]: then activations, then gradients of the sums
    private readonly FloatBuffer _states = new(); // [pixels, stride]
    private readonly FloatBuffer _previous = new(); // [pixels, 2 · stride]: outputs of the pixels before in x and in y
    private readonly FloatBuffer _outputs = new(); // [pixels, stride], in backward their gradients
    private readonly FloatBuffer _inputGradients = new(); // [pixels, input stride]
    private readonly FloatBuffer _recurrentGradients = new(); // [2, lines · height, 2 · stride]: this diagonal's and the last one's
    private readonly FloatBuffer _stateGradients = new(); // the same of the states
    private readonly FloatBuffer _zeros; // [stride]: what is beyond the edge

    /// <summary>Registers the parameters.</summary>
    /// <param name="name">Layer and direction, before the names of the parameters.</param>
    /// <param name="spec">The description.</param>
    /// <param name="reverse">Whether it walks from the last diagonal to the first.</param>
    /// <param name="diagonals">Where the pixels lie.</param>
    /// <param name="channels">Channels of the input.</param>
    /// <param name="input">The input, shape [pixels, input stride].</param>
    /// <param name="store">Where the weights live.</param>
    public MultidimensionalWalk(
        string name, MultidimensionalSpec spec, bool reverse, Diagonals diagonals, ChannelLayout channels, FloatBuffer input, ParameterStore store)
    {
        _weights = new MultidimensionalWeights(name, spec, channels, store);
        _units = spec.Units;
        _stride = ChannelLayout.Padded(_units);
        _reverse = reverse;
        _diagonals = diagonals;
        _input = input;
        _zeros = new FloatBuffer(_stride);
    }

    private int SumCount => _weights.InputPanels.Columns;

    private int InputStride => _weights.InputPanels.Depth;

    // Room for a diagonal of every line: threads with other lines are on other diagonals at the same time.
    private int GradientRows => _diagonals.Widths.Length * _diagonals.Height;

    // The step in y from a pixel to the next one of the walk.
    private int Down => _reverse ? -1 : 1;

    /// <summary>Sets random initial weights.</summary>
    public void Initialize(Random random) => _weights.Initialize(random);

    /// <summary>Transposes the weights for backward.</summary>
    public void Transpose() => _weights.Transpose();

    /// <summary>The output of a pixel; before backward its gradient goes here.</summary>
    public float* OutputOf(int pixel) => _outputs.Pointer + ((long)pixel * _stride);

    /// <summary>After backward: the gradient of a pixel of the input.</summary>
    public float* InputGradientOf(int pixel) => _inputGradients.Pointer + ((long)pixel * InputStride);

    /// <summary>Makes room for a batch.</summary>
    public void Prepare(bool training, bool inputNeedsGradient)
    {
        var pixels = (long)_diagonals.PixelCount;
        _sums.EnsureLength(pixels * SumCount);
        _states.EnsureLength(pixels * _stride);
        _previous.EnsureLength(pixels * 2 * _stride);
        _outputs.EnsureLength(pixels * _stride);
        _inputGradients.EnsureLength(training && inputNeedsGradient ? pixels * InputStride : 0);
        _recurrentGradients.EnsureLength(training ? 4L * GradientRows * _stride : 0);
        _stateGradients.EnsureLength(training ? 4L * GradientRows * _stride : 0);
    }

    /// <summary>Walks over the diagonals of some lines.</summary>
    public void Walk<TCell>(Range lines)
        where TCell : struct, IMultidimensionalCell
    {
        var (firstLine, lineCount) = lines.GetOffsetAndLength(_diagonals.Widths.Length);
        var peepholes = _weights.Peepholes is { } weights ? weights.Values : null;
        for (var step = 0; step < _diagonals.Count; step++)
        {
            var diagonal = _reverse ? _diagonals.Count - 1 - step : step;
            var first = _diagonals.First(diagonal, firstLine);
            var count = _diagonals.First(diagonal, firstLine + lineCount) - first;
            for (var line = firstLine; line < firstLine + lineCount; line++)
            {
                ClearBeyondEdges(diagonal, line);
            }

            Product.Multiply(
                count, SumCount, InputStride, _input.Pointer + ((long)first * InputStride), InputStride,
                _weights.Input.Values, _weights.InputPanels.Pitch, 0, SumsOf(first), SumCount, false);
            Product.Multiply(
                count, SumCount, 2 * _stride, PreviousOf(first), 2 * _stride,
                _weights.Recurrent.Values, _weights.RecurrentPanels.Pitch, 0, SumsOf(first), SumCount, true);
            for (var line = firstLine; line < firstLine + lineCount; line++)
            {
                var (origin, before, after) = OriginsOf(diagonal, line);
                for (var y = _diagonals.Top(diagonal, line); y < _diagonals.Bottom(diagonal); y++)
                {
                    var edges = EdgesOf(line, y, diagonal - y);
                    TCell.Forward(new PixelStep
                    {
                        Units = _stride,
                        Sums = SumsOf(origin + y),
                        Bias = _weights.Bias.Values,
                        Peepholes = peepholes,
                        StateBeforeX = edges.HasBeforeX ? StateOf(before + y) : _zeros.Pointer,
                        StateBeforeY = edges.HasBeforeY ? StateOf(before + y - Down) : _zeros.Pointer,
                        State = StateOf(origin + y),
                        Output = OutputOf(origin + y),
                        NextX = edges.HasAfterX ? PreviousOf(after + y) : null,
                        NextY = edges.HasAfterY ? PreviousOf(after + y + Down) + _stride : null,
                    });
                }
            }
        }
    }

    /// <summary>Walks back over the diagonals of some lines, and adds the gradients of the weights.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="thread">Whose copy of the gradients is added to.</param>
    /// <param name="inputNeedsGradient">False for the image.</param>
    public void WalkBack<TCell>(Range lines, int thread, bool inputNeedsGradient)
        where TCell : struct, IMultidimensionalCell
    {
        var (firstLine, lineCount) = lines.GetOffsetAndLength(_diagonals.Widths.Length);
        var peepholes = _weights.Peepholes is { } weights ? weights.Values : null;
        var ofPeepholes = _weights.Peepholes is { } gradient ? gradient.Gradient(thread) : null;
        for (var step = _diagonals.Count - 1; step >= 0; step--)
        {
            var diagonal = _reverse ? _diagonals.Count - 1 - step : step;
            var first = _diagonals.First(diagonal, firstLine);
            var count = _diagonals.First(diagonal, firstLine + lineCount) - first;
            var next = diagonal + Down;
            for (var line = firstLine; line < firstLine + lineCount; line++)
            {
                var (origin, before, after) = OriginsOf(diagonal, line);
                for (var y = _diagonals.Top(diagonal, line); y < _diagonals.Bottom(diagonal); y++)
                {
                    var edges = EdgesOf(line, y, diagonal - y);
                    var x = edges.HasAfterX ? PlaceOf(next, firstLine, after + y) : -1;
                    var under = edges.HasAfterY ? PlaceOf(next, firstLine, after + y + Down) + _stride : -1;
                    TCell.Backward(new PixelStep
                    {
                        Units = _stride,
                        Sums = SumsOf(origin + y),
                        Peepholes = peepholes,
                        PeepholeGradients = ofPeepholes,
                        StateBeforeX = edges.HasBeforeX ? StateOf(before + y) : _zeros.Pointer,
                        StateBeforeY = edges.HasBeforeY ? StateOf(before + y - Down) : _zeros.Pointer,
                        State = StateOf(origin + y),
                        Output = OutputOf(origin + y),
                        OutputGradientX = x < 0 ? _zeros.Pointer : _recurrentGradients.Pointer + x,
                        OutputGradientY = under < 0 ? _zeros.Pointer : _recurrentGradients.Pointer + under,
                        StateGradientX = x < 0 ? _zeros.Pointer : _stateGradients.Pointer + x,
                        StateGradientY = under < 0 ? _zeros.Pointer : _stateGradients.Pointer + under,
                        StateGradients = _stateGradients.Pointer + PlaceOf(diagonal, firstLine, origin + y),
                    });
                }
            }

            Product.Multiply(
                count, 2 * _stride, SumCount, SumsOf(first), SumCount, _weights.RecurrentTransposed,
                SumCount * Product.PanelWidth, 0, _recurrentGradients.Pointer + PlaceOf(diagonal, firstLine, first), 2 * _stride, false);
            AddGradients(first, count, thread, inputNeedsGradient);
        }
    }

    /// <summary>Copies what forward left of one pixel.</summary>
    /// <param name="from">The pixel.</param>
    /// <param name="trace">Receives it.</param>
    /// <param name="activations">What the sums have become.</param>
    /// <param name="firstUnit">The number of this direction's first unit in the trace.</param>
    /// <param name="pixel">The pixel's place in a map of the trace.</param>
    public void Trace(int from, LayerTrace trace, UnitQuantity[] activations, int firstUnit, int pixel)
    {
        for (var unit = 0; unit < _units; unit++)
        {
            for (var i = 0; i < activations.Length; i++)
            {
                trace.MapOf(activations[i], firstUnit + unit)[pixel] = SumsOf(from)[ChannelLayout.Interleaved(i, unit, activations.Length)];
            }

            trace.MapOf(UnitQuantity.State, firstUnit + unit)[pixel] = StateOf(from)[unit];
            trace.MapOf(UnitQuantity.Output, firstUnit + unit)[pixel] = OutputOf(from)[unit];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var buffer in (FloatBuffer[])[_sums, _states, _previous, _outputs, _inputGradients, _recurrentGradients, _stateGradients, _zeros])
        {
            buffer.Dispose();
        }

        _weights.Dispose();
    }

    private void AddGradients(int first, int count, int thread, bool inputNeedsGradient)
    {
        var sums = SumsOf(first);
        var input = _input.Pointer + ((long)first * InputStride);
        Product.AddTransposed(
            InputStride, SumCount, count, input, InputStride, sums, SumCount,
            _weights.Input.Gradient(thread), _weights.InputPanels.Pitch, 0);
        Product.AddTransposed(
            2 * _stride, SumCount, count, PreviousOf(first), 2 * _stride, sums, SumCount,
            _weights.Recurrent.Gradient(thread), _weights.RecurrentPanels.Pitch, 0);
        RowSums.Add(sums, SumCount, count, SumCount, _weights.Bias.Gradient(thread));
        if (inputNeedsGradient)
        {
            Product.Multiply(
                count, InputStride, SumCount, sums, SumCount, _weights.InputTransposed,
                SumCount * Product.PanelWidth, 0, InputGradientOf(first), InputStride, false);
        }
    }

    // Pixels at the edge where the walk begins have no output before them.
    private void ClearBeyondEdges(int diagonal, int line)
    {
        var (top, bottom) = (_diagonals.Top(diagonal, line), _diagonals.Bottom(diagonal));
        if (top >= bottom)
        {
            return;
        }

        // Only the ends of a diagonal lie at an edge.
        var origin = _diagonals.Origin(diagonal, line);
        for (var y = top; y < bottom; y += Math.Max(1, bottom - 1 - top))
        {
            var edges = EdgesOf(line, y, diagonal - y);
            if (!edges.HasBeforeX)
            {
                new Span<float>(PreviousOf(origin + y), _stride).Clear();
            }

            if (!edges.HasBeforeY)
            {
                new Span<float>(PreviousOf(origin + y) + _stride, _stride).Clear();
            }
        }
    }

    // Where row 0 of a line lies on a diagonal, on the one before and on the one after.
    private (int Origin, int Before, int After) OriginsOf(int diagonal, int line) =>
        (_diagonals.Origin(diagonal, line), _diagonals.Origin(diagonal - Down, line), _diagonals.Origin(diagonal + Down, line));

    private (bool HasBeforeX, bool HasBeforeY, bool HasAfterX, bool HasAfterY) EdgesOf(int line, int y, int x)
    {
        var (left, top, right, bottom) = (x > 0, y > 0, x < _diagonals.Widths[line] - 1, y < _diagonals.Height - 1);
        return _reverse ? (right, bottom, left, top) : (left, top, right, bottom);
    }

    private float* SumsOf(int pixel) => _sums.Pointer + ((long)pixel * SumCount);

    private float* StateOf(int pixel) => _states.Pointer + ((long)pixel * _stride);

    private float* PreviousOf(int pixel) => _previous.Pointer + ((long)pixel * 2 * _stride);

    // Where the gradients of a pixel lie among those of two diagonals: without gaps in the part that a walk's lines have.
    private int PlaceOf(int diagonal, int firstLine, int pixel) =>
        ((diagonal % 2 * GradientRows) + (firstLine * _diagonals.Height) + pixel - _diagonals.First(diagonal, firstLine)) * 2 * _stride;
}
