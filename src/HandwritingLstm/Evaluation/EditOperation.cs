using System.Runtime.InteropServices;

namespace HandwritingLstm.Evaluation;

/// <summary>One step of an alignment between the truth and a reading.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Truth">The character of the truth; empty for an insertion.</param>
/// <param name="Reading">The character that was read; empty for a deletion.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EditOperation(EditKind Kind, string Truth, string Reading);
