namespace HandwritingLstm.Evaluation;

/// <summary>What one cause is worth.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="LineCount">Number of lines labelled with it.</param>
/// <param name="Edits">Their character edits.</param>
/// <param name="Cer">These edits as CER: what would be gained if exactly these lines were read right.</param>
/// <param name="EstimatedCer">
/// The CER that the cause is worth over all lines, estimated from the labelled lines that were drawn at random; null where there are none.
/// </param>
public sealed record CauseShare(string Cause, int LineCount, long Edits, double Cer, double? EstimatedCer);
