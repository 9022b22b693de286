namespace HandwritingLstm.Evaluation;

/// <summary>One kind of character error, and how often it was made.</summary>
/// <param name="Truth">The character of the truth; empty where one was inserted.</param>
/// <param name="Reading">The character that was read; empty where one was missed.</param>
/// <param name="Count">How often it was made.</param>
public sealed record Confusion(string Truth, string Reading, int Count);
