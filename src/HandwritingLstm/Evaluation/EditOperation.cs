using System.Runtime.InteropServices;

namespace HandwritingLstm.Evaluation;

/// <summary>One step of an alignment between the truth and a reading.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Truth">The character of the truth; empty for an insertion.</param>
/// <param name="Reading">The character that was read; empty for a deletion.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EditOperation(EditKind Kind, string Truth, string Reading)
{
    /// <summary>The step as counts: their sum over an alignment is what <see cref="EditDistance.Count(string, string)"/> returns.</summary>
    internal EditCounts Counts => Kind switch
    {
        EditKind.Match => new(0, 0, 0, 1),
        EditKind.Substitution => new(1, 0, 0, 1),
        EditKind.Insertion => new(0, 1, 0, 0),
        _ => new(0, 0, 1, 1),
    };
}
