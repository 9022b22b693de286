namespace HandwritingLstm.Evaluation;

/// <summary>A part of a data set that is to be made.</summary>
/// <param name="Name">The part's name, such as train.</param>
/// <param name="Weight">How many lines it shall have, in proportion to the other parts' weights; above 0.</param>
public sealed record SplitShare(string Name, double Weight);
