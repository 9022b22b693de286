using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>native/recurrent.cpp</content>
internal static partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial LayerHandle htr_lstm_new(long inputs, long units, long layers, int bias, int batchFirst, double dropout, int bidirectional);

    [LibraryImport(Library)]
    public static partial LayerHandle htr_gru_new(long inputs, long units, long layers, int bias, int batchFirst, double dropout, int bidirectional);

    [LibraryImport(Library)]
    public static partial void htr_module_free(nint self);

    [LibraryImport(Library)]
    public static partial int htr_module_to(LayerHandle self, int device);

    [LibraryImport(Library)]
    public static partial int htr_recurrent_flatten(LayerHandle self);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial TensorHandle htr_module_parameter(LayerHandle self, string name);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_lstm_forward(
        LayerHandle self, TensorHandle input, TensorHandle hidden, TensorHandle cell, out TensorHandle lastHidden, out TensorHandle lastCell);

    [LibraryImport(Library)]
    public static partial PackedHandle htr_lstm_forward_packed(
        LayerHandle self, PackedHandle input, TensorHandle hidden, TensorHandle cell, out TensorHandle lastHidden, out TensorHandle lastCell);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_gru_forward(LayerHandle self, TensorHandle input, TensorHandle hidden, out TensorHandle lastHidden);

    [LibraryImport(Library)]
    public static partial PackedHandle htr_gru_forward_packed(LayerHandle self, PackedHandle input, TensorHandle hidden, out TensorHandle lastHidden);

    [LibraryImport(Library)]
    public static partial PackedHandle htr_pack_padded(TensorHandle input, TensorHandle lengths, int batchFirst, int enforceSorted);

    [LibraryImport(Library)]
    public static partial TensorHandle htr_pad_packed(PackedHandle sequence, int batchFirst, double padding, long totalLength, out TensorHandle lengths);

    [LibraryImport(Library)]
    public static partial void htr_packed_free(nint self);

    /// <summary>The name of a parameter by its place; null behind the last one.</summary>
    public static string? htr_module_parameter_name(LayerHandle self, int place) => Marshal.PtrToStringUTF8(module_parameter_name(self, place));

    [LibraryImport(Library, EntryPoint = "htr_module_parameter_name")]
    private static partial nint module_parameter_name(LayerHandle self, int place);
}
