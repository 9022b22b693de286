using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>native/layers.cpp</content>
internal static partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial TensorHandle htr_conv2d(
        TensorHandle input, TensorHandle weight, TensorHandle bias,
        ReadOnlySpan<long> stride, ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation, long groups);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_max_pool2d(TensorHandle input, ReadOnlySpan<long> window, ReadOnlySpan<long> stride);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_batch_norm(
        TensorHandle input, TensorHandle mean, TensorHandle variance, TensorHandle weight, TensorHandle bias,
        int training, double momentum, double epsilon);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_dropout(TensorHandle input, double probability, int training);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_feature_dropout(TensorHandle input, double probability, int training);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_relu(TensorHandle self);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_tanh(TensorHandle self);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_sigmoid(TensorHandle self);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_softmax(TensorHandle self, long dimension);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_log_softmax(TensorHandle self, long dimension);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_linear(TensorHandle input, TensorHandle weight, TensorHandle bias);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_ctc_loss(
        TensorHandle scores, TensorHandle targets, TensorHandle inputLengths, TensorHandle targetLengths, long blank, int reduction, int zeroInfinity);
}
