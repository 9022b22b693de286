using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>The weights of one direction of a recurrent layer, and where they lie.</summary>
internal sealed unsafe class RecurrentWeights : IDisposable
{
    private readonly int _units;
    private readonly FloatBuffer _inputTransposed = new();
    private readonly FloatBuffer _recurrentTransposed = new();

    /// <summary>Registers the parameters; the names are torch's without the layer number.</summary>
    /// <param name="index">Index of the layer in the description.</param>
    /// <param name="spec">The description.</param>
    /// <param name="reverse">Whether it is the direction from the last column to the first.</param>
    /// <param name="input">Channels of an input column.</param>
    /// <param name="store">Where the weights live.</param>
    public RecurrentWeights(int index, RecurrentSpec spec, bool reverse, ChannelLayout input, ParameterStore store)
    {
        _units = spec.Units;
        Stride = ChannelLayout.Padded(_units);
        Layout = CellLayout.Of(spec.Cell);
        var (gates, biases, peepholes) = (Layout.InputSums.Length, Layout.BiasSums.Length, Layout.PeepholeCount);
        InputPanels = new WeightPanels(input.Stride, gates * Stride);
        RecurrentPanels = new WeightPanels(Stride, gates * Stride);
        var name = $"{index}.{Layout.Name}.";
        var suffix = reverse ? "_reverse" : "";
        Input = store.Add(
            $"{name}weight_ih{suffix}", [gates * _units, input.Count], InputPanels.Length,
            PackedOrder.Of(InputPanels, gates * _units, row => ColumnOf(Layout.InputSums, row), input.Count, input.Offset), linewise: false);
        Recurrent = store.Add(
            $"{name}weight_hh{suffix}", [gates * _units, _units], RecurrentPanels.Length,
            PackedOrder.Of(RecurrentPanels, gates * _units, row => ColumnOf(Layout.RecurrentSums, row) - FirstRecurrentSum, _units, unit => unit),
            linewise: false);
        Bias = store.Add(
            $"{name}bias{suffix}", [biases * _units], SumCount,
            PackedOrder.Vector(biases * _units, row => ColumnOf(Layout.BiasSums, row)), linewise: false);
        Peepholes = peepholes == 0 ? null : store.Add(
            $"{name}peephole{suffix}", [peepholes * _units], peepholes * Stride,
            PackedOrder.Vector(peepholes * _units, row => ChannelLayout.Interleaved(row / _units, row % _units, peepholes)), linewise: false);
    }

    /// <summary>How the sums lie.</summary>
    public CellLayout Layout { get; }

    /// <summary>Units, padded.</summary>
    public int Stride { get; }

    /// <summary>Floats of a column's sums.</summary>
    public int SumCount => Layout.SumCount * Stride;

    /// <summary>Where the sums begin that the recurrent weights add to; those of the input begin at 0.</summary>
    public int FirstRecurrentSum => SumCount - RecurrentPanels.Columns;

    /// <summary>Input weights, packed as [input stride, gates · stride].</summary>
    public Parameter Input { get; }

    /// <summary>Recurrent weights, packed as [stride, gates · stride].</summary>
    public Parameter Recurrent { get; }

    /// <summary>Biases, laid out as the sums.</summary>
    public Parameter Bias { get; }

    /// <summary>Weights from the state to the gates, interleaved by 16 units; null if the cell has none.</summary>
    public Parameter? Peepholes { get; }

    /// <summary>How the input weights are packed.</summary>
    public WeightPanels InputPanels { get; }

    /// <summary>How the recurrent weights are packed; as many columns as the input weights.</summary>
    public WeightPanels RecurrentPanels { get; }

    /// <summary>The transposed input weights, once <see cref="Transpose"/> has been called.</summary>
    public float* InputTransposed => _inputTransposed.Pointer;

    /// <summary>The transposed recurrent weights, once <see cref="Transpose"/> has been called.</summary>
    public float* RecurrentTransposed => _recurrentTransposed.Pointer;

    /// <summary>Uniform ±1/√units as in torch, and biases that suit the cell.</summary>
    public void Initialize(Random random)
    {
        var bound = 1 / Math.Sqrt(_units);
        Input.Randomize(random, bound);
        Recurrent.Randomize(random, bound);
        Peepholes?.Randomize(random, bound);
        for (var i = 0; i < Layout.InitialBias.Length; i++)
        {
            Bias.Fill((i * _units)..((i + 1) * _units), Layout.InitialBias[i]);
        }
    }

    /// <summary>Transposes the weights for backward.</summary>
    public void Transpose()
    {
        _inputTransposed.EnsureLength(InputPanels.Length);
        _recurrentTransposed.EnsureLength(RecurrentPanels.Length);
        InputPanels.Transpose(Input.Values, InputTransposed);
        RecurrentPanels.Transpose(Recurrent.Values, RecurrentTransposed);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _inputTransposed.Dispose();
        _recurrentTransposed.Dispose();
    }

    // The model file keeps the sums of all units one after the other.
    private int ColumnOf(int[] sums, int row) => Layout.Place(sums[row / _units], row % _units, Stride);
}
