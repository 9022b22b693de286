namespace HandwritingLstm.Network;

/// <summary><c>L(f,r,b)(x,y)[s]n</c>: a recurrent layer of n cells per direction; both directions are concatenated.</summary>
/// <param name="Cell">The recurrent cell.</param>
/// <param name="Direction">Forwards, backwards or both.</param>
/// <param name="Axis">Along x or y.</param>
/// <param name="Summarize">Keep only the last output along the axis.</param>
/// <param name="Units">Cells per direction n.</param>
public sealed record RecurrentSpec(
    RecurrentCell Cell, RecurrentDirection Direction, RecurrentAxis Axis, bool Summarize, int Units) : LayerSpec;
