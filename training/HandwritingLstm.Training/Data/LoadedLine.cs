using HandwritingLstm.Evaluation;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Training.Data;

/// <summary>A line of ground truth with its image, checked.</summary>
/// <param name="Truth">The line in the ground truth.</param>
/// <param name="Columns">The normalised line.</param>
/// <param name="Labels">The labels that spell it; empty where no alphabet was given.</param>
/// <param name="MinimumColumns">Network columns that CTC needs for these labels.</param>
public sealed record LoadedLine(GroundTruthLine Truth, ColumnSequence Columns, int[] Labels, int MinimumColumns);
