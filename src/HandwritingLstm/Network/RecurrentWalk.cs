using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>One direction of a recurrent layer: its weights, and its walk along the columns.</summary>
/// <remarks>
/// The products with the input run over all columns of all lines at once, before (forward) and after (backward) the walk;
/// a step of the walk is one product of the active lines' outputs with the recurrent weights.
/// </remarks>
internal sealed unsafe class RecurrentWalk : IDisposable
{
    private readonly int _stride; // units, padded
    private readonly bool _reverse;
    private readonly int _place; // where this direction's outputs begin in a column
    private readonly Sequences _input;
    private readonly Sequences _output;
    private readonly RecurrentWeights _weights;
    private readonly FloatBuffer _sums = new(); // [R, sums · stride]: then activations, then gradients of the sums
    private readonly FloatBuffer _states = new(); // [R, stride]
    private readonly FloatBuffer _previous = new(); // [R, stride]: the output of the step before, 0 at the first
    private readonly FloatBuffer _recurrentGradient = new(); // [B, stride]
    private readonly FloatBuffer _stateGradient = new(); // [B, stride]

    /// <summary>Registers the parameters.</summary>
    public RecurrentWalk(int index, RecurrentSpec spec, bool reverse, int place, Sequences input, Sequences output, ParameterStore store)
    {
        _weights = new RecurrentWeights(index, spec, reverse, input.Channels, store);
        _stride = _weights.Stride;
        _reverse = reverse;
        _place = place;
        _input = input;
        _output = output;
    }

    /// <summary>Panels of 32 columns of the weights.</summary>
    public int PanelCount => (_weights.InputPanels.Columns + Product.PanelWidth - 1) / Product.PanelWidth;

    /// <summary>Vectors of 16 units.</summary>
    public int VectorCount => _stride / ChannelLayout.Vector;

    private int SumCount => _weights.SumCount;

    private CellLayout Layout => _weights.Layout;

    /// <summary>Sets random initial weights.</summary>
    public void Initialize(Random random) => _weights.Initialize(random);

    /// <summary>Makes room for a batch.</summary>
    public void Prepare()
    {
        _sums.EnsureLength((long)_output.RowCount * SumCount);
        _states.EnsureLength(Layout.HasState ? (long)_output.RowCount * _stride : 0);
        _previous.EnsureLength((long)_output.RowCount * _stride);
        _recurrentGradient.EnsureLength((long)_output.Lengths.Length * _stride);
        _stateGradient.EnsureLength((long)_output.Lengths.Length * _stride);
    }

    /// <summary>Transposes the weights for backward.</summary>
    public void Transpose() => _weights.Transpose();

    /// <summary>The sums of the input, for some rows: sums = x · W.</summary>
    public void MultiplyInput(Range rows)
    {
        var (first, count) = rows.GetOffsetAndLength(_output.RowCount);
        var stride = _input.Channels.Stride;
        Product.Multiply(
            count, _weights.InputPanels.Columns, stride, _input.Values + ((long)first * stride), stride, _weights.Input.Values, _weights.InputPanels.Pitch, 0,
            SumsOf(first), SumCount, false);
    }

    /// <summary>Walks along the columns of some lines.</summary>
    public void Walk<TCell>(Range lines)
        where TCell : struct, IRecurrentCell
    {
        var (firstLine, lineCount) = lines.GetOffsetAndLength(_output.Lengths.Length);
        for (var step = 0; step < _output.MaximumLength; step++)
        {
            var t = _reverse ? _output.MaximumLength - 1 - step : step;
            var active = ActiveOf(t, firstLine, lineCount);
            var continued = ActiveOf(Before(t), firstLine, Math.Min(active, lineCount));
            var row = _output.Row(t, firstLine);
            ClearSumsWithoutInput(row, active);
            Product.Multiply(
                continued, _weights.RecurrentPanels.Columns, _stride, _previous.Pointer + ((long)row * _stride), _stride,
                _weights.Recurrent.Values, _weights.RecurrentPanels.Pitch, 0, SumsOf(row) + _weights.FirstRecurrentSum, SumCount, true);
            for (var line = 0; line < active; line++)
            {
                var previous = _previous.Pointer + ((long)(row + line) * _stride);
                if (line >= continued)
                {
                    new Span<float>(previous, _stride).Clear();
                }

                TCell.Forward(new CellStep
                {
                    Units = _stride,
                    Sums = SumsOf(row + line),
                    Bias = _weights.Bias.Values,
                    Peepholes = PeepholeWeights(),
                    StateBefore = line < continued ? StateOf(Before(t), firstLine + line) : null,
                    State = StateOf(t, firstLine + line),
                    OutputBefore = previous,
                    Output = _output.Values + ((long)(row + line) * _output.Channels.Stride) + _place,
                    NextInput = NextInput(t, firstLine + line),
                });
            }
        }
    }

    /// <summary>Walks back along the columns of some lines; the activations become the gradients of the sums.</summary>
    public void WalkBack<TCell>(Range lines)
        where TCell : struct, IRecurrentCell
    {
        var (firstLine, lineCount) = lines.GetOffsetAndLength(_output.Lengths.Length);
        var recurrent = _recurrentGradient.Pointer + ((long)firstLine * _stride);
        var ofState = _stateGradient.Pointer + ((long)firstLine * _stride);
        new Span<float>(recurrent, lineCount * _stride).Clear();
        new Span<float>(ofState, lineCount * _stride).Clear();
        for (var step = _output.MaximumLength - 1; step >= 0; step--)
        {
            var t = _reverse ? _output.MaximumLength - 1 - step : step;
            var active = ActiveOf(t, firstLine, lineCount);
            var continued = ActiveOf(Before(t), firstLine, Math.Min(active, lineCount));
            var row = _output.Row(t, firstLine);
            for (var line = 0; line < active; line++)
            {
                TCell.Backward(new CellStep
                {
                    Units = _stride,
                    Sums = SumsOf(row + line),
                    Peepholes = PeepholeWeights(),
                    StateBefore = line < continued ? StateOf(Before(t), firstLine + line) : null,
                    State = StateOf(t, firstLine + line),
                    OutputBefore = _previous.Pointer + ((long)(row + line) * _stride),
                    OutputGradient = _output.Gradients + ((long)(row + line) * _output.Channels.Stride) + _place,
                    RecurrentGradient = recurrent + ((long)line * _stride),
                    StateGradient = ofState + ((long)line * _stride),
                });
            }

            Product.Multiply(
                continued, _stride, _weights.RecurrentPanels.Columns, SumsOf(row) + _weights.FirstRecurrentSum, SumCount,
                _weights.RecurrentTransposed, _weights.RecurrentPanels.Columns * Product.PanelWidth, 0, recurrent, _stride, Layout.PassesOutputOn);
        }
    }

    /// <summary>Adds the gradients of some columns of the weights.</summary>
    /// <param name="panels">Panels of 32 columns.</param>
    public void AddWeightGradients(Range panels)
    {
        var (first, count) = panels.GetOffsetAndLength(PanelCount);
        var column = first * Product.PanelWidth;
        var columns = Math.Min(count * Product.PanelWidth, _weights.InputPanels.Columns - column);
        Product.AddTransposed(
            _weights.InputPanels.Depth, columns, _output.RowCount, _input.Values, _input.Channels.Stride, _sums.Pointer + column, SumCount,
            _weights.Input.Gradient() + ((long)first * _weights.InputPanels.Pitch), _weights.InputPanels.Pitch, 0);
        Product.AddTransposed(
            _stride, columns, _output.RowCount, _previous.Pointer, _stride, _sums.Pointer + _weights.FirstRecurrentSum + column, SumCount,
            _weights.Recurrent.Gradient() + ((long)first * _weights.RecurrentPanels.Pitch), _weights.RecurrentPanels.Pitch, 0);
    }

    /// <summary>Adds the gradient of a part of the bias.</summary>
    /// <param name="vectors">Vectors of 16 units: of each, as many biases as a cell has.</param>
    public void AddBiasGradient(Range vectors)
    {
        var (first, count) = vectors.GetOffsetAndLength(VectorCount);
        var width = Layout.SumCount * ChannelLayout.Vector;
        RowSums.Add(_sums.Pointer + (first * width), SumCount, _output.RowCount, count * width, _weights.Bias.Gradient() + (first * width));
    }

    /// <summary>Adds the gradients of the peepholes of some units.</summary>
    /// <param name="vectors">Vectors of 16 units.</param>
    public void AddPeepholeGradients<TCell>(Range vectors)
        where TCell : struct, IRecurrentCell
    {
        if (_weights.Peepholes is not { } peepholes)
        {
            return;
        }

        var (first, count) = vectors.GetOffsetAndLength(VectorCount);
        var unit = first * ChannelLayout.Vector;
        for (var t = 0; t < _output.MaximumLength; t++)
        {
            var active = _output.Active(t);
            var continued = ActiveOf(Before(t), 0, active);
            for (var line = 0; line < active; line++)
            {
                var step = new CellStep
                {
                    Units = count * ChannelLayout.Vector,
                    Sums = SumsOf(_output.Row(t, line)) + (unit * Layout.SumCount),
                    StateBefore = line < continued ? StateOf(Before(t), line) + unit : null,
                    State = StateOf(t, line) + unit,
                };
                TCell.AddPeepholeGradients(step, peepholes.Gradient() + (unit * Layout.PeepholeCount));
            }
        }
    }

    /// <summary>The gradient of the input, for some rows: dx (+)= d sums · Wᵀ.</summary>
    public void MultiplyInputGradient(Range rows, bool accumulate)
    {
        var (first, count) = rows.GetOffsetAndLength(_output.RowCount);
        var stride = _input.Channels.Stride;
        Product.Multiply(
            count, stride, _weights.InputPanels.Columns, SumsOf(first), SumCount,
            _weights.InputTransposed, _weights.InputPanels.Columns * Product.PanelWidth, 0, _input.Gradients + ((long)first * stride), stride, accumulate);
    }

    /// <summary>Copies what forward left of one column of one line.</summary>
    /// <param name="row">The column's row.</param>
    /// <param name="trace">Receives it.</param>
    /// <param name="firstUnit">The number of this direction's first unit in the trace.</param>
    /// <param name="pixel">The column's place in a map of the trace.</param>
    public void Trace(int row, LayerTrace trace, int firstUnit, int pixel)
    {
        for (var unit = 0; unit < _output.Channels.Size; unit++)
        {
            for (var i = 0; i < Layout.Activations.Length; i++)
            {
                trace.MapOf(Layout.Activations[i], firstUnit + unit)[pixel] = SumsOf(row)[Layout.Place(i, unit, _stride)];
            }

            if (Layout.HasState)
            {
                trace.MapOf(UnitQuantity.State, firstUnit + unit)[pixel] = _states.Pointer[((long)row * _stride) + unit];
            }

            trace.MapOf(UnitQuantity.Output, firstUnit + unit)[pixel] = _output.Values[((long)row * _output.Channels.Stride) + _place + unit];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var buffer in (FloatBuffer[])[_sums, _states, _previous, _recurrentGradient, _stateGradient])
        {
            buffer.Dispose();
        }

        _weights.Dispose();
    }

    private void ClearSumsWithoutInput(int row, int count)
    {
        for (var line = 0; line < count && _weights.InputPanels.Columns < SumCount; line++)
        {
            new Span<float>(SumsOf(row + line) + _weights.InputPanels.Columns, SumCount - _weights.InputPanels.Columns).Clear();
        }
    }

    private int Before(int t) => _reverse ? t + 1 : t - 1;

    private int After(int t) => _reverse ? t - 1 : t + 1;

    // How many of the lines firstLine, … reach column t; none reaches a column before the first or after the last.
    private int ActiveOf(int t, int firstLine, int lineCount) =>
        t < 0 ? 0 : Math.Clamp(_output.Active(t) - firstLine, 0, lineCount);

    private float* SumsOf(int row) => _sums.Pointer + ((long)row * SumCount);

    private float* StateOf(int t, int line) => _states.Pointer + ((long)_output.Row(t, line) * _stride);

    private float* PeepholeWeights() => _weights.Peepholes is { } peepholes ? peepholes.Values : null;

    private float* NextInput(int t, int line)
    {
        var next = After(t);
        return next >= 0 && line < _output.Active(next) ? _previous.Pointer + ((long)_output.Row(next, line) * _stride) : null;
    }
}
