using HandwritingLstm.Network;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Packing = TorchSharp.torch.nn.utils.rnn;

namespace HandwritingLstm.Training.Torch;

/// <summary>Long short-term memory as torch has it.</summary>
internal sealed class TorchLstm : TorchReadyMade
{
    private readonly LSTM _lstm;

    /// <summary>Builds the walk.</summary>
    public TorchLstm(int index, RecurrentSpec spec, int inputs, Device device)
        : this(index, spec, inputs, torch.nn.LSTM(inputs, spec.Units, bidirectional: IsTwoWay(spec), device: device))
    {
    }

    private TorchLstm(int index, RecurrentSpec spec, int inputs, LSTM lstm)
        : base(index, spec, inputs, lstm, lstm.get_parameter)
    {
        _lstm = lstm;
        _lstm.flatten_parameters();
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor steps) => _lstm.call(steps).Item1;

    /// <inheritdoc/>
    protected override Packing.PackedSequence Call(Packing.PackedSequence steps) => _lstm.call(steps).Item1;
}
