using TorchSharp.Interop;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils.rnn;

namespace TorchSharp.Modules;

/// <summary>Long short-term memory as libtorch has it: cuDNN's on a GPU.</summary>
public sealed class LSTM : nn.Module
{
    internal LSTM(long inputs, long units, long layers, bool bias, bool batchFirst, double dropout, bool bidirectional, Device? device)
        : base(NativeMethods.htr_lstm_new(inputs, units, layers, bias ? 1 : 0, batchFirst ? 1 : 0, dropout, bidirectional ? 1 : 0), device)
    {
    }

    /// <summary>Puts the weights into one piece of memory, as cuDNN likes them.</summary>
    public void flatten_parameters() => Failure.ThrowIf(NativeMethods.htr_recurrent_flatten(Handle) == 0);

    /// <summary>Walks along sequences of one length.</summary>
    /// <param name="input">The sequences, shape [T, B, inputs].</param>
    /// <param name="h0_c0">Outputs and cell states to begin with, shape [layers · directions, B, cells]; null = zeros.</param>
    /// <returns>The outputs, shape [T, B, directions · cells], and the last outputs and cell states.</returns>
    public (Tensor, Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        var output = new Tensor(NativeMethods.htr_lstm_forward(
            Handle, input.Handle, h0_c0?.Item1.Handle ?? TensorHandle.None, h0_c0?.Item2.Handle ?? TensorHandle.None, out var hidden, out var cell));
        return (output, new Tensor(hidden), new Tensor(cell));
    }

    /// <summary>Walks along sequences of different lengths.</summary>
    /// <inheritdoc cref="call(Tensor, ValueTuple{Tensor, Tensor}?)"/>
    public (PackedSequence, Tensor, Tensor) call(PackedSequence input, (Tensor, Tensor)? h0_c0 = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        var output = new PackedSequence(NativeMethods.htr_lstm_forward_packed(
            Handle, input.Handle, h0_c0?.Item1.Handle ?? TensorHandle.None, h0_c0?.Item2.Handle ?? TensorHandle.None, out var hidden, out var cell));
        return (output, new Tensor(hidden), new Tensor(cell));
    }
}
