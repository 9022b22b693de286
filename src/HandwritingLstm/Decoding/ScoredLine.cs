using HandwritingLstm.Ctc;

namespace HandwritingLstm.Decoding;

/// <summary>A line that a network has scored, and its ground truth.</summary>
/// <param name="Scores">Natural-log probabilities, shape [columns, labels]; label 0 is the blank.</param>
/// <param name="Text">The ground truth, its characters in the order of the columns.</param>
public sealed record ScoredLine(LabelScores Scores, string Text);
