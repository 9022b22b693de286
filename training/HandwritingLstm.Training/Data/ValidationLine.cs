using HandwritingLstm.Imaging;

namespace HandwritingLstm.Training.Data;

/// <summary>A line that is read for validation, exactly as <c>htr evaluate</c> sees it.</summary>
/// <param name="Id">The line's id in the ground truth.</param>
/// <param name="Columns">The normalised line.</param>
/// <param name="Text">What it says, as the ground truth has it.</param>
public sealed record ValidationLine(string Id, ColumnSequence Columns, string Text);
