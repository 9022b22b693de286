namespace HandwritingLstm.Training.Data;

/// <summary>A line that cannot be used, and why.</summary>
/// <param name="Source">The ground-truth file or folder that the line is in.</param>
/// <param name="Id">The line's id in the ground truth.</param>
/// <param name="Row">Its row in the ground-truth file, from 1, the header included; 0 where there is no such file.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Reason">What was found and expected, and what to do: one sentence.</param>
public sealed record LintIssue(string Source, string Id, int Row, LintKind Kind, string Reason);
