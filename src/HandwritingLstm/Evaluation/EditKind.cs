namespace HandwritingLstm.Evaluation;

/// <summary>What happened to one unit between the truth and the reading.</summary>
public enum EditKind : byte
{
    /// <summary>It was read as it is.</summary>
    Match,

    /// <summary>It was read as another.</summary>
    Substitution,

    /// <summary>It was read but is not in the truth.</summary>
    Insertion,

    /// <summary>It is in the truth but was not read.</summary>
    Deletion,
}
