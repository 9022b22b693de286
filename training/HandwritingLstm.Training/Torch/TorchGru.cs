using HandwritingLstm.Network;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Packing = TorchSharp.torch.nn.utils.rnn;

namespace HandwritingLstm.Training.Torch;

/// <summary>Gated recurrent units as torch has them.</summary>
internal sealed class TorchGru : TorchReadyMade
{
    private readonly GRU _gru;

    /// <summary>Builds the walk.</summary>
    public TorchGru(int index, RecurrentSpec spec, int inputs, Device device)
        : this(index, spec, inputs, torch.nn.GRU(inputs, spec.Units, bidirectional: IsTwoWay(spec), device: device))
    {
    }

    private TorchGru(int index, RecurrentSpec spec, int inputs, GRU gru)
        : base(index, spec, inputs, gru, gru.get_parameter)
    {
        _gru = gru;
        _gru.flatten_parameters();
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor steps) => _gru.call(steps).Item1;

    /// <inheritdoc/>
    protected override Packing.PackedSequence Call(Packing.PackedSequence steps) => _gru.call(steps).Item1;
}
