using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What networks need besides.</summary>
        public static class utils
        {
            /// <summary>Scales gradients down to a norm.</summary>
            /// <param name="tensors">The parameters whose gradients are meant.</param>
            /// <param name="max_norm">The largest norm of all together.</param>
            /// <param name="norm_type">Which norm.</param>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using var handles = new TensorList(tensors);
                var norm = NativeMethods.htr_clip_grad_norm_(handles.Pointers, handles.Count, max_norm, norm_type);
                Failure.ThrowIf(norm < 0);
                return norm;
            }

            /// <summary>Sequences of different lengths.</summary>
            public static class rnn
            {
                /// <summary>Takes the padding out.</summary>
                /// <param name="input">Padded sequences, shape [T, B, C].</param>
                /// <param name="lengths">Their lengths, shape [B], on the processor.</param>
                /// <param name="batch_first">Whether the input is [B, T, C].</param>
                /// <param name="enforce_sorted">Whether the longest comes first, which is faster.</param>
                public static PackedSequence pack_padded_sequence(Tensor input, Tensor lengths, bool batch_first = false, bool enforce_sorted = true) =>
                    new(NativeMethods.htr_pack_padded(input.Handle, lengths.Handle, batch_first ? 1 : 0, enforce_sorted ? 1 : 0));

                /// <summary>Puts padding in.</summary>
                /// <returns>Padded sequences, shape [T, B, C], and their lengths.</returns>
                public static (Tensor, Tensor) pad_packed_sequence(
                    PackedSequence sequence, bool batch_first = false, double padding_value = 0.0, long? total_length = null)
                {
                    ArgumentNullException.ThrowIfNull(sequence);
                    var values = new Tensor(NativeMethods.htr_pad_packed(
                        sequence.Handle, batch_first ? 1 : 0, padding_value, total_length ?? -1, out var lengths));
                    return (values, new Tensor(lengths));
                }

                /// <summary>Sequences without padding, step by step.</summary>
                public sealed class PackedSequence : IDisposable
                {
                    internal PackedSequence(PackedHandle handle)
                    {
                        Failure.ThrowIf(handle.IsInvalid);
                        Handle = handle;
                    }

                    internal PackedHandle Handle { get; }

                    /// <inheritdoc/>
                    public void Dispose() => Handle.Dispose();
                }
            }
        }
    }
}
