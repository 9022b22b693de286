namespace HandwritingLstm.Evaluation;

/// <summary>How often a sequence of characters of the truth was misread.</summary>
/// <param name="Text">The characters.</param>
/// <param name="Count">How often it is in the truth.</param>
/// <param name="ErrorCount">How often at least one of its characters was wrong or missing, or something was read between them.</param>
public sealed record NGramErrors(string Text, int Count, int ErrorCount);
