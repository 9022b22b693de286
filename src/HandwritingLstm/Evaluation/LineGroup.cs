namespace HandwritingLstm.Evaluation;

/// <summary>The errors of some lines.</summary>
/// <param name="Name">What the lines have in common.</param>
/// <param name="Rates">Their error rates.</param>
public sealed record LineGroup(string Name, ErrorRates Rates);
