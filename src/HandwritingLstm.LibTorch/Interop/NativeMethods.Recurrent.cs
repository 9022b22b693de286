using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>native/recurrent.cpp</content>
internal static partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial LstmHandle htr_lstm_new(long inputs, long units, long layers, int bias, int batchFirst, double dropout, int bidirectional);

    [LibraryImport(Library)]
    public static partial void htr_lstm_free(nint self);

    [LibraryImport(Library)]
    public static partial int htr_lstm_to(LstmHandle self, int device);

    [LibraryImport(Library)]
    public static partial int htr_lstm_flatten(LstmHandle self);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial TensorHandle htr_lstm_parameter(LstmHandle self, string name);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_lstm_forward(
        LstmHandle self, TensorHandle input, TensorHandle hidden, TensorHandle cell, out TensorHandle lastHidden, out TensorHandle lastCell);

    [LibraryImport(Library)]
    public static partial PackedHandle htr_lstm_forward_packed(
        LstmHandle self, PackedHandle input, TensorHandle hidden, TensorHandle cell, out TensorHandle lastHidden, out TensorHandle lastCell);

    [LibraryImport(Library)]
    public static partial PackedHandle htr_pack_padded(TensorHandle input, TensorHandle lengths, int batchFirst, int enforceSorted);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_pad_packed(PackedHandle sequence, int batchFirst, double padding, long totalLength, out TensorHandle lengths);

    [LibraryImport(Library)]
    public static partial void htr_packed_free(nint self);
}
