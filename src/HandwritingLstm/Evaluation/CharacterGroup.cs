namespace HandwritingLstm.Evaluation;

/// <summary>The errors of some characters, wherever they stand.</summary>
/// <param name="Name">What the characters have in common.</param>
/// <param name="Counts">Their edits; the truth length is the number of such characters.</param>
public sealed record CharacterGroup(string Name, EditCounts Counts);
