using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>The weights of one direction of a multidimensional LSTM, and where they lie.</summary>
internal sealed unsafe class MultidimensionalWeights : IDisposable
{
    private const int ForgetGate = 1; // of the stable cell
    private const int Sums = MultidimensionalSpec.SumCount;

    private readonly MultidimensionalSpec _spec;
    private readonly FloatBuffer _inputTransposed = new();
    private readonly FloatBuffer _recurrentTransposed = new();

    /// <summary>Registers the parameters.</summary>
    /// <param name="name">Layer and direction, before the names of the parameters.</param>
    /// <param name="spec">The description.</param>
    /// <param name="input">Channels of an input pixel.</param>
    /// <param name="store">Where the weights live.</param>
    public MultidimensionalWeights(string name, MultidimensionalSpec spec, ChannelLayout input, ParameterStore store)
    {
        _spec = spec;
        var (units, stride) = (spec.Units, ChannelLayout.Padded(spec.Units));
        InputPanels = new WeightPanels(input.Stride, Sums * stride);
        RecurrentPanels = new WeightPanels(2 * stride, Sums * stride);

        // Every thread adds to its own gradient, since lines walk on several.
        Input = store.Add(
            $"{name}.weight_ih", [Sums * units, input.Count], InputPanels.Length,
            PackedOrder.Of(InputPanels, Sums * units, ColumnOf, input.Count, input.Offset), linewise: true);
        Recurrent = store.Add(
            $"{name}.weight_hh", [Sums * units, 2 * units], RecurrentPanels.Length,
            PackedOrder.Of(RecurrentPanels, Sums * units, ColumnOf, 2 * units, ChannelLayout.Of(units, groups: 2).Offset), linewise: true);
        Bias = store.Add($"{name}.bias", [Sums * units], Sums * stride, PackedOrder.Vector(Sums * units, ColumnOf), linewise: true);
        var peepholes = spec.PeepholeCount;
        Peepholes = peepholes == 0 ? null : store.Add(
            $"{name}.peephole", [peepholes * units], peepholes * stride,
            PackedOrder.Vector(peepholes * units, row => ChannelLayout.Interleaved(row / units, row % units, peepholes)), linewise: true);
    }

    /// <summary>Input weights, packed as [input stride, 5 · stride].</summary>
    public Parameter Input { get; }

    /// <summary>Weights of the outputs of the pixels before, in x, then in y, packed as [2 · stride, 5 · stride].</summary>
    public Parameter Recurrent { get; }

    /// <summary>Biases, laid out as the sums: interleaved by 16 units.</summary>
    public Parameter Bias { get; }

    /// <summary>Weights from the states to the gates, interleaved by 16 units; null if the cell has none.</summary>
    public Parameter? Peepholes { get; }

    /// <summary>How the input weights are packed.</summary>
    public WeightPanels InputPanels { get; }

    /// <summary>How the recurrent weights are packed.</summary>
    public WeightPanels RecurrentPanels { get; }

    /// <summary>The transposed input weights, once <see cref="Transpose"/> has been called.</summary>
    public float* InputTransposed => _inputTransposed.Pointer;

    /// <summary>The transposed recurrent weights, once <see cref="Transpose"/> has been called.</summary>
    public float* RecurrentTransposed => _recurrentTransposed.Pointer;

    /// <summary>Uniform ±1/√inputs, recurrent ones included; of the stable cell, the forget gates begin open.</summary>
    /// <remarks>Two open forget gates would let the state of the other cell grow from pixel to pixel.</remarks>
    public void Initialize(Random random)
    {
        Input.Randomize(random, 1 / Math.Sqrt(Input.Shape[1]));
        Recurrent.Randomize(random, 1 / Math.Sqrt(Recurrent.Shape[1]));
        Peepholes?.Randomize(random, 1 / Math.Sqrt(Recurrent.Shape[1]));
        if (_spec.Stable)
        {
            Bias.Fill((ForgetGate * _spec.Units)..((ForgetGate + 1) * _spec.Units), 1);
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

    private int ColumnOf(int row) => ChannelLayout.Interleaved(row / _spec.Units, row % _spec.Units, Sums);
}
