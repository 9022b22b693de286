namespace HandwritingLstm.Evaluation;

/// <summary>How well lines are read when only those are kept that are read with the most confidence.</summary>
/// <param name="Kept">Share of the lines that is kept, 0 to 1.</param>
/// <param name="Cer">The CER of the kept lines, as a fraction.</param>
/// <param name="Threshold">The confidence of the last line kept, 0 to 1.</param>
public sealed record CoveragePoint(double Kept, double Cer, double Threshold);
