namespace HandwritingLstm.Training.Composition;

/// <summary>What one pen stroke gives to one letter.</summary>
/// <param name="Stroke">The stroke's number in its line: parts of two neighbouring letters with the same number belong together.</param>
/// <param name="X">To the right from the beginning of the line, in line heights.</param>
/// <param name="Y">Below the baseline, in line heights; as many points.</param>
/// <param name="IsEntered">Whether the stroke comes from the letter before.</param>
/// <param name="IsContinued">Whether the stroke goes on in the letter behind.</param>
internal sealed record LetterStroke(int Stroke, float[] X, float[] Y, bool IsEntered, bool IsContinued);
