namespace HandwritingLstm.Evaluation;

/// <summary>One error rate with its counts and how far it may be trusted.</summary>
/// <param name="Key">Its name in files, such as <c>cerIgnoringCase</c>.</param>
/// <param name="Name">Its name for people, such as <c>CER, ignoring case</c>.</param>
/// <param name="Unit">What is counted: characters, words or lines.</param>
/// <param name="Counts">The counts over all lines.</param>
/// <param name="OverLines">95 % interval, lines drawn; null where there are no lines.</param>
/// <param name="OverWriters">95 % interval, writers drawn; null unless every line's writer is known and there are two.</param>
public sealed record MeasuredRate(
    string Key, string Name, string Unit, EditCounts Counts, ConfidenceInterval? OverLines, ConfidenceInterval? OverWriters)
{
    /// <summary>The rate as a fraction, not percent.</summary>
    public double Rate => Counts.Rate;
}
