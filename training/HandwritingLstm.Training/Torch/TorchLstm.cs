using HandwritingLstm.Network;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Packing = TorchSharp.torch.nn.utils.rnn;

namespace HandwritingLstm.Training.Torch;

/// <summary>Long short-term memory as torch has it, which on a GPU is cuDNN's.</summary>
/// <remarks>
/// torch has two biases per gate, of which only their sum matters; the second one stays 0, so that the first one is the
/// managed engine's and an optimiser moves it as fast. Padding is packed away, so that the reverse direction begins at each
/// line's own end.
/// </remarks>
internal sealed class TorchLstm : TorchWalk
{
    private readonly RecurrentSpec _spec;
    private readonly LSTM _lstm;
    private readonly List<TorchParameter> _parameters = [];

    /// <summary>Builds the walk.</summary>
    public TorchLstm(int index, RecurrentSpec spec, int inputs, Device device)
    {
        _spec = spec;

        // torch has no layer that walks in reverse alone: then the forward half computes with weights of 0, and is cut off.
        _lstm = torch.nn.LSTM(inputs, spec.Units, bidirectional: spec.Direction != RecurrentDirection.Forward, device: device);
        using var scope = NewDisposeScope(); // every look at a weight is a tensor of its own
        using var _ = no_grad();
        foreach (var suffix in spec.Direction == RecurrentDirection.Forward ? [""] : (string[])["", "_reverse"])
        {
            Weight("weight_ih", suffix).zero_();
            Weight("weight_hh", suffix).zero_();
            Weight("bias_ih", suffix).zero_();
            Weight("bias_hh", suffix).zero_();
            if (spec.Direction != RecurrentDirection.Reverse || suffix.Length > 0)
            {
                _parameters.Add(new($"{index}.lstm.weight_ih{suffix}", [4 * spec.Units, inputs], Weight("weight_ih", suffix).DetachFromDisposeScope()));
                _parameters.Add(new($"{index}.lstm.weight_hh{suffix}", [4 * spec.Units, spec.Units], Weight("weight_hh", suffix).DetachFromDisposeScope()));
                _parameters.Add(new($"{index}.lstm.bias{suffix}", [4 * spec.Units], Weight("bias_ih", suffix).DetachFromDisposeScope()));
            }
        }

        _lstm.flatten_parameters();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TorchParameter> Parameters => _parameters;

    /// <inheritdoc/>
    public override Tensor Walk(Tensor steps, long[]? lengths, Tensor? mask)
    {
        var outputs = lengths is null ? _lstm.call(steps.contiguous()).Item1 : WalkPacked(steps, lengths); // [T, N, directions · cells]
        return _spec.Direction == RecurrentDirection.Reverse ? outputs.narrow(2, _spec.Units, _spec.Units).contiguous() : outputs;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _lstm.Dispose();
    }

    private Tensor WalkPacked(Tensor steps, long[] lengths)
    {
        using var packed = Packing.pack_padded_sequence(steps, tensor(lengths));
        var (walked, _, _) = _lstm.call(packed);
        using (walked)
        {
            return Packing.pad_packed_sequence(walked, false, 0, steps.shape[0]).Item1;
        }
    }

    private TorchSharp.Modules.Parameter Weight(string name, string suffix) => _lstm.get_parameter($"{name}_l0{suffix}")!;
}
