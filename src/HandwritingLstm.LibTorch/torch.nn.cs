using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Neural networks.</summary>
    public static partial class nn
    {
        /// <summary>How the losses of lines become one; the numbers are torch's.</summary>
        public enum Reduction
        {
            /// <summary>They do not.</summary>
            None = 0,

            /// <summary>Their mean.</summary>
            Mean = 1,

            /// <summary>Their sum.</summary>
            Sum = 2,
        }

        /// <summary>A tensor to be trained.</summary>
        public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);

        /// <summary>Long short-term memory, in one or both directions.</summary>
        /// <param name="inputSize">Numbers per step.</param>
        /// <param name="hiddenSize">Cells per direction.</param>
        /// <param name="numLayers">Layers.</param>
        /// <param name="bias">Whether there are biases, two per gate.</param>
        /// <param name="batchFirst">Whether tensors are [B, T, C] in place of [T, B, C].</param>
        /// <param name="dropout">Dropout between layers.</param>
        /// <param name="bidirectional">Whether both directions are computed.</param>
        /// <param name="device">Where it lies; null = the processor.</param>
        public static LSTM LSTM(
            long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false,
            double dropout = 0.0, bool bidirectional = false, Device? device = null) =>
            new(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional, device);

        /// <summary>Gated recurrent units, in one or both directions.</summary>
        /// <inheritdoc cref="LSTM"/>
        public static GRU GRU(
            long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false,
            double dropout = 0.0, bool bidirectional = false, Device? device = null) =>
            new(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional, device);
    }
}
