using System.Runtime.InteropServices;

namespace HandwritingLstm.Evaluation;

/// <summary>How a reading differs from the truth, counted in characters or in words.</summary>
/// <remarks>
/// Of all ways with the fewest edits, the one with the fewest insertions and deletions is counted, so the three counts are unique.
/// </remarks>
/// <param name="Substitutions">Units that were read as another.</param>
/// <param name="Insertions">Units that were read but are not in the truth.</param>
/// <param name="Deletions">Units of the truth that were not read.</param>
/// <param name="TruthLength">Units of the truth.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EditCounts(long Substitutions, long Insertions, long Deletions, long TruthLength)
{
    /// <summary>The Levenshtein distance: substitutions + insertions + deletions.</summary>
    public long Edits => Substitutions + Insertions + Deletions;

    /// <summary>
    /// Edits / truth length as a fraction, not percent; above 1 where more was inserted than there is. Never NaN:
    /// where the truth is empty it is 0 if nothing was read, and else 1.
    /// </summary>
    public double Rate => TruthLength > 0 ? (double)Edits / TruthLength : Math.Min(Edits, 1);

    /// <summary>The counts of both.</summary>
    public static EditCounts operator +(EditCounts left, EditCounts right) => left.Add(right);

    /// <summary>The counts of both.</summary>
    public EditCounts Add(EditCounts other) => new(
        Substitutions + other.Substitutions, Insertions + other.Insertions, Deletions + other.Deletions, TruthLength + other.TruthLength);
}
