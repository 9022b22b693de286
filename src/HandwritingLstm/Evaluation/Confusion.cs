namespace HandwritingLstm.Evaluation;

/// <summary>One kind of error, and how often it was made.</summary>
/// <param name="Truth">The character, or the run of characters, of the truth; empty where something was inserted.</param>
/// <param name="Reading">What was read instead; empty where it was missed.</param>
/// <param name="Count">How often it was made.</param>
public sealed record Confusion(string Truth, string Reading, int Count);
