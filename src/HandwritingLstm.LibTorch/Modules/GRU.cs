using TorchSharp.Interop;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils.rnn;

namespace TorchSharp.Modules;

/// <summary>Gated recurrent units as libtorch has them: cuDNN's on a GPU.</summary>
/// <remarks>
/// Cho et al., "Learning phrase representations using RNN encoder-decoder", EMNLP 2014, with the recurrent part of the
/// candidate gated behind its product, as in cuDNN; weights lie in the order r, z, n.
/// </remarks>
public sealed class GRU : nn.Module
{
    internal GRU(long inputs, long units, long layers, bool bias, bool batchFirst, double dropout, bool bidirectional, Device? device)
        : base(NativeMethods.htr_gru_new(inputs, units, layers, bias ? 1 : 0, batchFirst ? 1 : 0, dropout, bidirectional ? 1 : 0), device)
    {
    }

    /// <summary>Puts the weights into one piece of memory, as cuDNN likes them.</summary>
    public void flatten_parameters() => Failure.ThrowIf(NativeMethods.htr_recurrent_flatten(Handle) == 0);

    /// <summary>Walks along sequences of one length.</summary>
    /// <param name="input">The sequences, shape [T, B, inputs].</param>
    /// <param name="h0">Outputs to begin with, shape [layers · directions, B, cells]; null = zeros.</param>
    /// <returns>The outputs, shape [T, B, directions · cells], and the last outputs.</returns>
    public (Tensor, Tensor) call(Tensor input, Tensor? h0 = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        var output = new Tensor(NativeMethods.htr_gru_forward(Handle, input.Handle, h0?.Handle ?? TensorHandle.None, out var hidden));
        return (output, new Tensor(hidden));
    }

    /// <summary>Walks along sequences of different lengths.</summary>
    /// <inheritdoc cref="call(Tensor, Tensor?)"/>
    public (PackedSequence, Tensor) call(PackedSequence input, Tensor? h0 = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        var output = new PackedSequence(NativeMethods.htr_gru_forward_packed(Handle, input.Handle, h0?.Handle ?? TensorHandle.None, out var hidden));
        return (output, new Tensor(hidden));
    }
}
