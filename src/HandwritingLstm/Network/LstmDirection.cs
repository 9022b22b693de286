using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>One direction of an LSTM layer: its weights, and its walk along the columns.</summary>
/// <remarks>
/// The products with the input run over all columns of all lines at once, before (forward) and after (backward) the walk;
/// a step of the walk is one product of the active lines' outputs with the recurrent weights.
/// </remarks>
internal sealed unsafe class LstmDirection : IDisposable
{
    private readonly int _units;
    private readonly int _stride; // units, padded
    private readonly bool _reverse;
    private readonly int _place; // where this direction's outputs begin in a column
    private readonly Sequences _input;
    private readonly Sequences _output;
    private readonly Parameter _inputWeights;
    private readonly Parameter _recurrentWeights;
    private readonly Parameter _bias;
    private readonly WeightPanels _inputPanels;
    private readonly WeightPanels _recurrentPanels;
    private readonly FloatBuffer _inputTransposed = new();
    private readonly FloatBuffer _recurrentTransposed = new();
    private readonly FloatBuffer _gates = new(); // [R, 4 · stride]: sums, then activations, then gradients of the sums
    private readonly FloatBuffer _cells = new(); // [R, stride]
    private readonly FloatBuffer _previous = new(); // [R, stride]: the output of the step before, 0 at the first
    private readonly FloatBuffer _recurrentGradient = new(); // [B, stride]
    private readonly FloatBuffer _cellGradient = new(); // [B, stride]

    /// <summary>Registers the parameters; the names are torch's without the layer number.</summary>
    public LstmDirection(int index, int units, bool reverse, int place, Sequences input, Sequences output, ParameterStore store)
    {
        _units = units;
        _stride = ChannelLayout.Padded(units);
        _reverse = reverse;
        _place = place;
        _input = input;
        _output = output;
        _inputPanels = new WeightPanels(input.Channels.Stride, GateCount);
        _recurrentPanels = new WeightPanels(_stride, GateCount);
        var suffix = reverse ? "_reverse" : "";
        var inputs = input.Channels.Count;
        _inputWeights = store.Add(
            $"{index}.lstm.weight_ih{suffix}", [4 * units, inputs], _inputPanels.Length,
            PackedOrder.Of(_inputPanels, 4 * units, GateColumn, inputs, input.Channels.Offset), linewise: false);
        _recurrentWeights = store.Add(
            $"{index}.lstm.weight_hh{suffix}", [4 * units, units], _recurrentPanels.Length,
            PackedOrder.Of(_recurrentPanels, 4 * units, GateColumn, units, unit => unit), linewise: false);
        _bias = store.Add($"{index}.lstm.bias{suffix}", [4 * units], GateCount, PackedOrder.Vector(4 * units, GateColumn), linewise: false);
    }

    private int GateCount => 4 * _stride;

    /// <summary>Uniform ±1/√units as in torch; the forget gates begin open.</summary>
    /// <remarks>Bias 1 of the forget gate: Jozefowicz, Zaremba and Sutskever, ICML 2015, section 4.</remarks>
    public void Initialize(Random random)
    {
        var bound = 1 / Math.Sqrt(_units);
        _inputWeights.Randomize(random, bound);
        _recurrentWeights.Randomize(random, bound);
        _bias.Fill(_units..(2 * _units), 1);
    }

    /// <summary>Makes room for a batch.</summary>
    public void Prepare(LineBatch batch)
    {
        _gates.EnsureLength((long)_output.RowCount * GateCount);
        _cells.EnsureLength((long)_output.RowCount * _stride);
        _previous.EnsureLength((long)_output.RowCount * _stride);
        _recurrentGradient.EnsureLength((long)batch.Count * _stride);
        _cellGradient.EnsureLength((long)batch.Count * _stride);
    }

    /// <summary>Transposes the weights for backward.</summary>
    public void Transpose()
    {
        _inputTransposed.EnsureLength(_inputPanels.Length);
        _recurrentTransposed.EnsureLength(_recurrentPanels.Length);
        _inputPanels.Transpose(_inputWeights.Values, _inputTransposed.Pointer);
        _recurrentPanels.Transpose(_recurrentWeights.Values, _recurrentTransposed.Pointer);
    }

    /// <summary>The sums of the input, for some rows: gates = x · W.</summary>
    public void MultiplyInput(Range rows)
    {
        var (first, count) = rows.GetOffsetAndLength(_output.RowCount);
        var stride = _input.Channels.Stride;
        Product.Multiply(
            count, GateCount, stride, _input.Values + ((long)first * stride), stride, _inputWeights.Values, _inputPanels.Pitch, 0,
            _gates.Pointer + ((long)first * GateCount), GateCount, false);
    }

    /// <summary>Walks along the columns of some lines.</summary>
    public void Walk<T>(Range lines)
        where T : struct, ILanes<T>
    {
        var (firstLine, lineCount) = lines.GetOffsetAndLength(_output.Lengths.Length);
        for (var step = 0; step < _output.MaximumLength; step++)
        {
            var t = _reverse ? _output.MaximumLength - 1 - step : step;
            var active = ActiveOf(t, firstLine, lineCount);
            var continued = ActiveOf(Before(t), firstLine, Math.Min(active, lineCount));
            var row = _output.Row(t, firstLine);
            var gates = _gates.Pointer + ((long)row * GateCount);
            Product.Multiply(
                continued, GateCount, _stride, _previous.Pointer + ((long)row * _stride), _stride,
                _recurrentWeights.Values, _recurrentPanels.Pitch, 0, gates, GateCount, true);
            for (var line = 0; line < active; line++)
            {
                if (line >= continued)
                {
                    new Span<float>(_previous.Pointer + ((long)(row + line) * _stride), _stride).Clear();
                }

                LstmCell<T>.Forward(
                    _stride, gates + ((long)line * GateCount), _bias.Values,
                    line < continued ? CellOf(Before(t), firstLine + line) : null,
                    CellOf(t, firstLine + line),
                    _output.Values + ((long)(row + line) * _output.Channels.Stride) + _place,
                    NextInput(t, firstLine + line));
            }
        }
    }

    /// <summary>Walks back along the columns of some lines; the gates become the gradients of their sums.</summary>
    public void WalkBack<T>(Range lines)
        where T : struct, ILanes<T>
    {
        var (firstLine, lineCount) = lines.GetOffsetAndLength(_output.Lengths.Length);
        var recurrent = _recurrentGradient.Pointer + ((long)firstLine * _stride);
        var ofCell = _cellGradient.Pointer + ((long)firstLine * _stride);
        new Span<float>(recurrent, lineCount * _stride).Clear();
        new Span<float>(ofCell, lineCount * _stride).Clear();
        for (var step = _output.MaximumLength - 1; step >= 0; step--)
        {
            var t = _reverse ? _output.MaximumLength - 1 - step : step;
            var active = ActiveOf(t, firstLine, lineCount);
            var continued = ActiveOf(Before(t), firstLine, Math.Min(active, lineCount));
            var row = _output.Row(t, firstLine);
            var gates = _gates.Pointer + ((long)row * GateCount);
            for (var line = 0; line < active; line++)
            {
                LstmCell<T>.Backward(
                    _stride, gates + ((long)line * GateCount),
                    line < continued ? CellOf(Before(t), firstLine + line) : null,
                    CellOf(t, firstLine + line),
                    _output.Gradients + ((long)(row + line) * _output.Channels.Stride) + _place,
                    recurrent + ((long)line * _stride), ofCell + ((long)line * _stride));
            }

            Product.Multiply(
                continued, _stride, GateCount, gates, GateCount,
                _recurrentTransposed.Pointer, GateCount * Product.PanelWidth, 0, recurrent, _stride, false);
        }
    }

    /// <summary>Adds the gradients of some columns of the weights.</summary>
    /// <param name="panels">Panels of 32 columns.</param>
    public void AddWeightGradients(Range panels)
    {
        var (first, count) = panels.GetOffsetAndLength(PanelCount);
        var column = first * Product.PanelWidth;
        var columns = Math.Min(count * Product.PanelWidth, GateCount - column);
        var gradients = _gates.Pointer + column;
        Product.AddTransposed(
            _inputPanels.Depth, columns, _output.RowCount, _input.Values, _input.Channels.Stride, gradients, GateCount,
            _inputWeights.Gradient() + ((long)first * _inputPanels.Pitch), _inputPanels.Pitch, 0);
        Product.AddTransposed(
            _stride, columns, _output.RowCount, _previous.Pointer, _stride, gradients, GateCount,
            _recurrentWeights.Gradient() + ((long)first * _recurrentPanels.Pitch), _recurrentPanels.Pitch, 0);
        RowSums.Add(gradients, GateCount, _output.RowCount, columns, _bias.Gradient() + column);
    }

    /// <summary>Panels of 32 gate columns.</summary>
    public int PanelCount => (GateCount + Product.PanelWidth - 1) / Product.PanelWidth;

    /// <summary>The gradient of the input, for some rows: dx (+)= d sums · Wᵀ.</summary>
    public void MultiplyInputGradient(Range rows, bool accumulate)
    {
        var (first, count) = rows.GetOffsetAndLength(_output.RowCount);
        var stride = _input.Channels.Stride;
        Product.Multiply(
            count, stride, GateCount, _gates.Pointer + ((long)first * GateCount), GateCount,
            _inputTransposed.Pointer, GateCount * Product.PanelWidth, 0, _input.Gradients + ((long)first * stride), stride, accumulate);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var buffer in (FloatBuffer[])[_inputTransposed, _recurrentTransposed, _gates, _cells, _previous, _recurrentGradient, _cellGradient])
        {
            buffer.Dispose();
        }
    }

    // torch keeps the gates one after the other; here they are interleaved by 16 units.
    private int GateColumn(int row)
    {
        var (gate, unit) = Math.DivRem(row, _units);
        return (unit / ChannelLayout.Vector * 4 * ChannelLayout.Vector) + (gate * ChannelLayout.Vector) + (unit % ChannelLayout.Vector);
    }

    private int Before(int t) => _reverse ? t + 1 : t - 1;

    private int After(int t) => _reverse ? t - 1 : t + 1;

    // How many of the lines firstLine, … reach column t; none reaches a column before the first or after the last.
    private int ActiveOf(int t, int firstLine, int lineCount) =>
        t < 0 ? 0 : Math.Clamp(_output.Active(t) - firstLine, 0, lineCount);

    private float* CellOf(int t, int line) => _cells.Pointer + ((long)_output.Row(t, line) * _stride);

    private float* NextInput(int t, int line)
    {
        var next = After(t);
        return next >= 0 && line < _output.Active(next) ? _previous.Pointer + ((long)_output.Row(next, line) * _stride) : null;
    }
}
