namespace HandwritingLstm.Training.Composition;

/// <summary>One letter of a line, as a hand wrote it.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Left">Where it begins, in line heights from the beginning of the line: half-way to the ink before.</param>
/// <param name="Right">Where it ends.</param>
/// <param name="Strokes">Its ink; none for a space, and for a letter that was not found.</param>
internal sealed record WrittenLetter(int Label, float Left, float Right, IReadOnlyList<LetterStroke> Strokes);
