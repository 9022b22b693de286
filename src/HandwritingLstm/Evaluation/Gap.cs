namespace HandwritingLstm.Evaluation;

/// <summary>How much worse one set of lines is read than another, and what that suggests.</summary>
/// <param name="From">The set that is nearer to the training lines; null for the CER that is wanted.</param>
/// <param name="To">The set that is farther from them.</param>
/// <param name="Difference">CER of <paramref name="To"/> − CER of <paramref name="From"/>.</param>
/// <param name="Cause">What the gap is usually due to.</param>
/// <param name="Suggestion">What usually narrows it.</param>
public sealed record Gap(GapSet? From, GapSet To, RateDifference Difference, string Cause, string Suggestion);
