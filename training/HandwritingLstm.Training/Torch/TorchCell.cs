using HandwritingLstm.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace HandwritingLstm.Training.Torch;

/// <summary>One step of a recurrent cell, and its weights, in one direction; the formulas are those of the managed engine.</summary>
/// <remarks>The papers stand with the managed engine's cells: <c>SimpleCell</c>, <c>PeepholeLstmCell</c>, <c>CoupledLstmCell</c>.</remarks>
internal sealed class TorchCell
{
    private readonly RecurrentCell _cell;
    private readonly int _units;
    private readonly TorchParameter _input;
    private readonly TorchParameter _recurrent;
    private readonly TorchParameter _bias;
    private readonly TorchParameter? _peepholes;

    /// <summary>Makes the weights.</summary>
    public TorchCell(int index, RecurrentSpec spec, bool reverse, int inputs, Device device)
    {
        (_cell, _units) = (spec.Cell, spec.Units);
        var layout = CellLayout.Of(_cell);
        var (name, suffix) = ($"{index}.{layout.Name}.", reverse ? "_reverse" : "");
        var sums = layout.SumCount * _units;
        _input = TorchParameter.Trained($"{name}weight_ih{suffix}", [sums, inputs], device);
        _recurrent = TorchParameter.Trained($"{name}weight_hh{suffix}", [sums, _units], device);
        _bias = TorchParameter.Trained($"{name}bias{suffix}", [sums], device);
        _peepholes = layout.PeepholeCount == 0 ? null
            : TorchParameter.Trained($"{name}peephole{suffix}", [layout.PeepholeCount * _units], device);
    }

    /// <summary>What is trained, in the order of the managed engine.</summary>
    public IReadOnlyList<TorchParameter> Parameters => _peepholes is null ? [_input, _recurrent, _bias] : [_input, _recurrent, _bias, _peepholes];

    /// <summary>What the inputs of all steps add to the sums: [T, N, C] → [T, N, sums · cells].</summary>
    public Tensor Inputs(Tensor steps) => torch.nn.functional.linear(steps, _input.Value, _bias.Value);

    /// <summary>One step.</summary>
    /// <param name="inputs">What the input adds to the sums, shape [N, sums · cells].</param>
    /// <param name="output">The last output h′, shape [N, cells].</param>
    /// <param name="state">The last state c′, shape [N, cells].</param>
    /// <returns>The output and the state; a cell without a state has its output for it.</returns>
    public (Tensor Output, Tensor State) Step(Tensor inputs, Tensor output, Tensor state)
    {
        var sums = inputs + torch.nn.functional.linear(output, _recurrent.Value);
        return _cell switch
        {
            RecurrentCell.Simple => Simple(sums),
            RecurrentCell.CoupledLstm => Coupled(sums, state),
            RecurrentCell.PeepholeLstm => Peephole(sums, state),
            _ => throw new InvalidOperationException($"{_cell} is torch's own."),
        };
    }

    private static (Tensor Output, Tensor State) Simple(Tensor sums)
    {
        var output = sums.tanh();
        return (output, output);
    }

    // i, g, o.
    private (Tensor Output, Tensor State) Coupled(Tensor sums, Tensor before)
    {
        var i = Part(sums, 0).sigmoid();
        var state = before + (i * (Part(sums, 1).tanh() - before));
        return (Part(sums, 2).sigmoid() * state.tanh(), state);
    }

    // i, f, g, o; peepholes of i, f, o.
    private (Tensor Output, Tensor State) Peephole(Tensor sums, Tensor before)
    {
        var i = (Part(sums, 0) + (PeepholeOf(0) * before)).sigmoid();
        var f = (Part(sums, 1) + (PeepholeOf(1) * before)).sigmoid();
        var state = (f * before) + (i * Part(sums, 2).tanh());
        var o = (Part(sums, 3) + (PeepholeOf(2) * state)).sigmoid();
        return (o * state.tanh(), state);
    }

    private Tensor Part(Tensor sums, int index) => sums.narrow(1, index * _units, _units);

    private Tensor PeepholeOf(int gate) => _peepholes!.Value.narrow(0, gate * _units, _units);
}
