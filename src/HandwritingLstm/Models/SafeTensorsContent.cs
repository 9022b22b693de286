using HandwritingLstm.Network;

namespace HandwritingLstm.Models;

/// <summary>What a safetensors file holds.</summary>
/// <param name="Metadata">Texts by key, without the checksum.</param>
/// <param name="Tensors">The tensors in the order of the file, as 32-bit floats.</param>
/// <param name="Checksum">
/// The checksum that the file carries and that was found right; null if it carries none, as files of other programs.
/// </param>
public sealed record SafeTensorsContent(
    IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<NamedTensor> Tensors, string? Checksum);
