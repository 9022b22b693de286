namespace HandwritingLstm.Training.Data;

/// <summary>A line that can be trained on.</summary>
/// <param name="Id">The line's id in the ground truth.</param>
/// <param name="Writer">Who wrote it, with the file that says so; null where unknown.</param>
/// <param name="Ink">The normalised line, quantised.</param>
/// <param name="Labels">The labels that spell its text, without blanks.</param>
/// <param name="MinimumColumns">Network columns that CTC needs for these labels.</param>
public sealed record TrainingLine(string Id, string? Writer, QuantizedColumns Ink, int[] Labels, int MinimumColumns);
