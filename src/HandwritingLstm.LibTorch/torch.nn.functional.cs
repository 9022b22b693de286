using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What layers compute, as functions.</summary>
        public static class functional
        {
            /// <summary>A convolution of images.</summary>
            /// <param name="input">The images, shape [B, C, H, W].</param>
            /// <param name="weight">The kernels, shape [channels, C, kernel height, kernel width].</param>
            /// <param name="bias">One number per channel; null = none.</param>
            /// <param name="strides">Vertical and horizontal stride; null = 1.</param>
            /// <param name="padding">Zeros above and below, left and right; null = 0.</param>
            /// <param name="dilation">Distance of the kernel's points; null = 1.</param>
            /// <param name="groups">Groups of channels that do not mix.</param>
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                new(NativeMethods.htr_conv2d(
                    input.Handle, weight.Handle, Optional(bias), strides ?? [1, 1], padding ?? [0, 0], dilation ?? [1, 1], groups));

            /// <summary>Max pooling; an incomplete window at the edge is dropped.</summary>
            /// <param name="input">The images, shape [B, C, H, W].</param>
            /// <param name="kernel_size">Height and width of the window.</param>
            /// <param name="strides">Vertical and horizontal stride; null = the window's.</param>
            public static Tensor max_pool2d(Tensor input, long[] kernel_size, long[]? strides = null) =>
                new(NativeMethods.htr_max_pool2d(input.Handle, kernel_size, strides ?? kernel_size));

            /// <summary>Batch normalisation; in training the running statistics move on.</summary>
            /// <remarks>Ioffe and Szegedy, "Batch Normalization", ICML 2015, section 3.</remarks>
            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null,
                bool training = false, double momentum = 0.1, double eps = 1e-5) =>
                new(NativeMethods.htr_batch_norm(
                    input.Handle, Optional(running_mean), Optional(running_var), Optional(weight), Optional(bias), training ? 1 : 0, momentum, eps));

            /// <summary>Dropout of single values.</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true) =>
                new(NativeMethods.htr_dropout(input.Handle, p, training ? 1 : 0));

            /// <summary>Dropout of whole channels of an image, shape [B, C, H, W].</summary>
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true) =>
                new(NativeMethods.htr_feature_dropout(input.Handle, p, training ? 1 : 0));

            /// <summary>max(0, x).</summary>
            public static Tensor relu(Tensor x) => x.relu();

            /// <summary>The hyperbolic tangent.</summary>
            public static Tensor tanh(Tensor x) => x.tanh();

            /// <summary>The logistic function.</summary>
            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            /// <summary>The softmax along a dimension.</summary>
            public static Tensor softmax(Tensor input, long dim) => new(NativeMethods.htr_softmax(input.Handle, dim));

            /// <summary>The logarithm of the softmax along a dimension.</summary>
            public static Tensor log_softmax(Tensor x, long dim) => new(NativeMethods.htr_log_softmax(x.Handle, dim));

            /// <summary>x · Wᵀ + b along the last dimension.</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                new(NativeMethods.htr_linear(input.Handle, weights.Handle, Optional(bias)));

            /// <summary>The loss of connectionist temporal classification.</summary>
            /// <remarks>Graves et al., "Connectionist Temporal Classification", ICML 2006, section 4.1.</remarks>
            /// <param name="log_probs">Natural-log probabilities, shape [T, B, K].</param>
            /// <param name="targets">The labels of all lines, one after the other.</param>
            /// <param name="input_lengths">Columns of every line, shape [B].</param>
            /// <param name="target_lengths">Labels of every line, shape [B].</param>
            /// <param name="blank">The label of the blank.</param>
            /// <param name="zero_infinity">Whether an impossible line counts as 0.</param>
            /// <param name="reduction">Mean: each line's loss is divided by its number of labels, then the mean over lines.</param>
            public static Tensor ctc_loss(
                Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths,
                long blank = 0, bool zero_infinity = false, Reduction reduction = Reduction.Mean) =>
                new(NativeMethods.htr_ctc_loss(
                    log_probs.Handle, targets.Handle, input_lengths.Handle, target_lengths.Handle, blank, (int)reduction, zero_infinity ? 1 : 0));

            private static TensorHandle Optional(Tensor? tensor) => tensor?.Handle ?? TensorHandle.None;
        }
    }
}
