using HandwritingLstm.Network;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Packing = TorchSharp.torch.nn.utils.rnn;

namespace HandwritingLstm.Training.Torch;

/// <summary>Long short-term memory along the columns: torch's, which on a GPU is cuDNN's.</summary>
/// <remarks>
/// torch has two biases per gate, of which only their sum matters; the second one stays 0, so that the first one is the
/// managed engine's and an optimiser moves it as fast. Padding is packed away, so that the reverse direction begins at each
/// line's own end.
/// </remarks>
internal sealed class TorchLstm : TorchLayer
{
    private readonly RecurrentSpec _spec;
    private readonly LSTM _lstm;
    private readonly List<TorchParameter> _parameters = [];

    /// <summary>Builds the layer.</summary>
    public TorchLstm(int index, RecurrentSpec spec, int inputs, Device device)
    {
        _spec = spec;

        // torch has no layer that walks in reverse alone: then the forward half computes with weights of 0, and is cut off.
        _lstm = torch.nn.LSTM(inputs, spec.Units, bidirectional: spec.Direction != RecurrentDirection.Forward, device: device);
        using var _ = no_grad();
        foreach (var suffix in spec.Direction == RecurrentDirection.Forward ? [""] : (string[])["", "_reverse"])
        {
            Weight("weight_ih", suffix).zero_();
            Weight("weight_hh", suffix).zero_();
            Weight("bias_ih", suffix).zero_();
            Weight("bias_hh", suffix).zero_();
            if (spec.Direction != RecurrentDirection.Reverse || suffix.Length > 0)
            {
                _parameters.Add(new($"{index}.lstm.weight_ih{suffix}", [4 * spec.Units, inputs], Weight("weight_ih", suffix)));
                _parameters.Add(new($"{index}.lstm.weight_hh{suffix}", [4 * spec.Units, spec.Units], Weight("weight_hh", suffix)));
                _parameters.Add(new($"{index}.lstm.bias{suffix}", [4 * spec.Units], Weight("bias_ih", suffix)));
            }
        }

        _lstm.flatten_parameters();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TorchParameter> Parameters => _parameters;

    /// <inheritdoc/>
    public override TorchLines Forward(TorchLines lines, bool training)
    {
        var columns = lines.Values.squeeze(2).permute(2, 0, 1).contiguous(); // [T, B, C]
        var outputs = lines.Mask is null ? _lstm.call(columns).Item1 : WalkPacked(columns, lines); // [T, B, directions · cells]
        if (_spec.Direction == RecurrentDirection.Reverse)
        {
            outputs = outputs.narrow(2, _spec.Units, _spec.Units);
        }

        return lines.With(outputs.permute(1, 2, 0).unsqueeze(2));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _lstm.Dispose();
    }

    private Tensor WalkPacked(Tensor columns, TorchLines lines)
    {
        using var packed = Packing.pack_padded_sequence(columns, tensor(Array.ConvertAll(lines.Widths, width => (long)width)));
        var (walked, _, _) = _lstm.call(packed);
        using (walked)
        {
            return Packing.pad_packed_sequence(walked, false, 0, lines.Widest).Item1;
        }
    }

    private Tensor Weight(string name, string suffix) => _lstm.get_parameter($"{name}_l0{suffix}")!;
}
