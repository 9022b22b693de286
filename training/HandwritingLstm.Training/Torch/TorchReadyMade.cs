using HandwritingLstm.Network;
using static TorchSharp.torch;
using Packing = TorchSharp.torch.nn.utils.rnn;

namespace HandwritingLstm.Training.Torch;

/// <summary>A recurrent layer as torch has it, which on a GPU is cuDNN's.</summary>
/// <remarks>
/// torch has two biases per gate, of which only their sum matters, but for the second one of the GRU's candidate; what does
/// not matter stays 0, so that the first one is the managed engine's and an optimiser moves it as fast. Padding is packed
/// away, so that the reverse direction begins at each line's own end.
/// </remarks>
internal abstract class TorchReadyMade : TorchWalk
{
    private readonly RecurrentSpec _spec;
    private readonly IDisposable _layer;
    private readonly List<TorchParameter> _parameters = [];

    /// <summary>Takes the layer's weights, and sets all of them to 0.</summary>
    /// <param name="index">The layer's place in the network.</param>
    /// <param name="spec">The description.</param>
    /// <param name="inputs">Numbers per step.</param>
    /// <param name="layer">The layer of torch, of one sort of cells; this one owns it.</param>
    /// <param name="weight">Finds its weights by torch's names.</param>
    protected TorchReadyMade(int index, RecurrentSpec spec, int inputs, IDisposable layer, Func<string, TorchSharp.Modules.Parameter?> weight)
    {
        (_spec, _layer) = (spec, layer);
        var layout = CellLayout.Of(spec.Cell);
        var (name, sums) = ($"{index}.{layout.Name}.", layout.InputSums.Length * spec.Units);
        var biases = layout.BiasSums.Length * spec.Units;
        using var scope = NewDisposeScope(); // every look at a weight is a tensor of its own
        using var _ = no_grad();
        foreach (var suffix in IsTwoWay(spec) ? ["", "_reverse"] : (string[])[""])
        {
            Tensor[] found = [.. ((string[])["weight_ih", "weight_hh", "bias_ih", "bias_hh"]).Select(kind => weight($"{kind}_l0{suffix}")!.fill_(0))];
            if (spec.Direction == RecurrentDirection.Reverse && suffix.Length == 0)
            {
                continue; // its weights stay 0
            }

            _parameters.Add(new($"{name}weight_ih{suffix}", [sums, inputs], found[0].DetachFromDisposeScope()));
            _parameters.Add(new($"{name}weight_hh{suffix}", [sums, spec.Units], found[1].DetachFromDisposeScope()));
            _parameters.Add(new($"{name}bias{suffix}", [biases], found[2].DetachFromDisposeScope())
            {
                Rest = biases > sums ? found[3].DetachFromDisposeScope() : null,
            });
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TorchParameter> Parameters => _parameters;

    /// <inheritdoc/>
    public override Tensor Walk(Tensor steps, long[]? lengths, Tensor? mask)
    {
        var outputs = lengths is null ? Call(steps.contiguous()) : WalkPacked(steps, lengths); // [T, N, directions · cells]
        return _spec.Direction == RecurrentDirection.Reverse ? outputs.narrow(2, _spec.Units, _spec.Units).contiguous() : outputs;
    }

    /// <summary>Whether torch's layer walks in both directions.</summary>
    /// <remarks>torch has no layer that walks in reverse alone: then the forward half computes with weights of 0, and is cut off.</remarks>
    protected static bool IsTwoWay(RecurrentSpec spec) => spec.Direction != RecurrentDirection.Forward;

    /// <summary>Walks along sequences of one length.</summary>
    protected abstract Tensor Call(Tensor steps);

    /// <summary>Walks along sequences of different lengths.</summary>
    protected abstract Packing.PackedSequence Call(Packing.PackedSequence steps);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _layer.Dispose();
    }

    private Tensor WalkPacked(Tensor steps, long[] lengths)
    {
        using var packed = Packing.pack_padded_sequence(steps, tensor(lengths));
        using var walked = Call(packed);
        return Packing.pad_packed_sequence(walked, false, 0, steps.shape[0]).Item1;
    }
}
