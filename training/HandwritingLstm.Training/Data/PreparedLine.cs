using HandwritingLstm.Imaging;

namespace HandwritingLstm.Training.Data;

/// <summary>A line as the network is trained on it in one epoch.</summary>
/// <param name="Columns">Its columns, shape [T0, height].</param>
/// <param name="Labels">The labels that spell its text, without blanks.</param>
internal sealed record PreparedLine(ColumnSequence Columns, int[] Labels);
